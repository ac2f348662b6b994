import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { readToken } from '../../../sync-server/booking/manage-token.ts'
import { proposeTime } from '../../../sync-server/booking/propose-time.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'
import { freshPglite } from '../../support/pglite.ts'
import { book, createNode, eventType, id, link, type Node, setUp, workspace } from '../booking/booking-world.ts'
import { formsOf, linksOf, textOf } from './page-form.ts'

const PLACE = id(ids.QuestionId, 1)
const SIDES = id(ids.QuestionId, 2)
const SINCE = id(ids.QuestionId, 3)
const questions = [
  { id: PLACE, text: 'Where?', kind: 'radio', required: true, options: ['Knee', 'Back', 'Neck'] },
  {
    id: SIDES,
    text: 'Which side?',
    kind: 'multiselect',
    required: true,
    options: ['Left', 'Right'],
    conditions: [{ question: PLACE, anyOf: ['Knee', 'Back'] }],
  },
  { id: SINCE, text: 'Since when?', kind: 'date', required: false, options: [] },
]
const strict = { allowed: false, until: 0, reason: 'none' }
const asking = { allowed: true, until: 0, reason: 'required' }

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    members: 4,
    eventTypes: [
      eventType(1, { questions, guests: 2 }),
      eventType(2, { zoneLock: true, policies: { cancel: strict, reschedule: strict } }),
      eventType(3, { policies: { cancel: asking, reschedule: asking }, message: 'Ring twice.' }),
      eventType(4, { private: true }),
    ],
    links: [link(1), link(2), link(3), link(4)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C15 every question is shown without script, with what it depends on in words, and checked on the server', async () => {
  const page = await get('/book/anna-1/?start=2026-11-23T09:00:00%2B01:00')
  expect(textOf(page.body)).toContain('Where? Knee Back Neck Which side? Only if “Where?” is Knee or Back. Left Right')
  expect(textOf(page.body)).toContain('E-mail addresses of up to 2 others, one on each line.')
  // A browser sends a form without an answer that is not asked for.
  expect(page.body).toMatch(/name="answers\.[^"]*2\[\]" value="Left"\s*\/>/)

  const guests = 'ben@example.org\ncara@example.org'
  const wrong = await post('/book/anna-1/book', { ...(await formOf(page.body)), [`answers.${PLACE}`]: 'Knee', guests })
  expect(wrong.status).toBe(400)
  expect(textOf(wrong.body)).toContain('Please check these fields Which side? – please fill this in.')
  expect(wrong.body).toMatch(/value="Knee"\s+required\s+checked/)
  expect(textOf(wrong.body)).toContain(guests.replace('\n', ' '))

  const answers = {
    [`answers.${PLACE}`]: 'Knee',
    [`answers.${SIDES}[]`]: ['Left', 'Right'],
    [`answers.${SINCE}`]: '2026-11-01',
  }
  const sent = await post('/book/anna-1/book', { ...(await formOf(wrong.body)), ...answers })
  expect(sent.status).toBe(303)
  const { appointment } = store.read.tables
  const rows = await store.read.select().from(appointment)
  expect(rows.map(({ data }) => data.answers)).toEqual([
    { [PLACE]: 'Knee', [SIDES]: ['Left', 'Right'], [SINCE]: '2026-11-01' },
  ])
  expect(rows[0]?.data.attendees.map(({ email }) => email)).toEqual([
    'ida@example.org',
    'ben@example.org',
    'cara@example.org',
  ])
})

test('where people meet at one place, times are in its zone alone', async () => {
  const page = await get('/book/anna-2/?date=2026-11-24&timezone=America/New_York')
  expect(textOf(page.body)).toContain('Tuesday 24 November 09:00 09:30')
  expect(textOf(page.body)).toContain('Times are in Europe/Berlin, where you will meet.')
  expect(page.body).not.toContain('<select')
})

test('hours are written as usual where the visitor’s language is spoken, until they choose', async () => {
  const date = '/book/anna-1/?date=2026-11-25'
  const times = async (languages: string, query = '') =>
    /09:00|9:00\sAM|9:00\sam/.exec(textOf((await get(`${date}${query}`, { 'accept-language': languages })).body))?.[0]
  expect(await times('en-GB,en;q=0.8')).toBe('09:00')
  expect(await times('de-DE,de;q=0.9,en;q=0.8')).toBe('09:00')
  expect(await times('en-US,en;q=0.9')).toMatch(/^9:00\sAM$/)
  expect(await times('en-US,en;q=0.9', '&clock=24')).toBe('09:00')
  expect(await times('en-GB', '&clock=12')).toMatch(/^9:00\sam$/)
  expect(await times('*,;;x,en-US'.repeat(500))).toMatch(/^(?:09:00|9:00\sAM)$/)
})

test('an organizer’s page lists what is public, and each of it can be booked there', async () => {
  const page = await get('/member-1')
  expect(textOf(page.body)).toContain(
    'Anna Berg Choose what you would like to book. Consultation 30 minutes A first talk.',
  )
  expect(page.body).not.toContain('name="robots"')
  const [type] = linksOf(page.body, /Consultation/)
  expect(type).toBe('/member-1/consultation/')
  const chosen = await get(linksOf((await get(type ?? '')).body, /<time/)[0] ?? '')
  const [form] = formsOf(chosen.body)
  expect(form?.action).toBe('/member-1/consultation/book')
  const typed = { ...(await formOf(chosen.body)), [`answers.${PLACE}`]: 'Neck' }
  expect((await post('/member-1/consultation/book', typed)).status).toBe(303)

  const people = await get('/clinic/')
  expect(linksOf(people.body, /avatar/)).toEqual(['/member-1/', '/member-2/', '/member-3/'])
})

test('an organizer and a type that are not there look like any page that is not there', async () => {
  const pages = await Promise.all(
    ['/nobody/', '/nobody/consultation/', '/member-1/nothing/', '/member-4/consultation/', '/book/nobody/'].map((one) =>
      get(one),
    ),
  )
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect(new Set(pages.map(({ body }) => body)).size).toBe(1)
})

test('C11 what the type does not allow is not offered, and a reason that is asked for has to be given', async () => {
  const closed = await manage('anna-2', 'closed')
  const page = await get(closed)
  expect(textOf(page.body)).toContain('This booking can no longer be moved here. Please ask Member 2.')
  expect(formsOf(page.body)).toEqual([])
  expect(await get(`${closed.replace(/manage$/, 'reschedule')}/`)).toMatchObject({ status: 303, location: closed })

  const open = await manage('anna-3', 'open')
  const refused = await post(open, { reason: ' ' })
  expect(refused.status).toBe(400)
  expect(textOf(refused.body)).toContain('Reason – please fill this in.')
  expect(await post(open, { reason: 'A cold' })).toMatchObject({ status: 303, location: open })
})

test('C10 an invitee moves a booking; the old link ends, and a time that is lost leaves it where it was', async () => {
  const old = await manage('anna-3', 'moved', '2026-11-26T09:00:00+01:00')
  const base = old.replace(/manage$/, 'reschedule/')
  const month = await get(`${base}?date=2026-11-26`)
  expect(textOf(month.body)).toContain('Thursday 26 November 09:00 09:30 10:00')
  const step = linksOf(month.body, /10:00/)[0] ?? ''
  const confirm = await get(step)
  expect(textOf(confirm.body)).toContain('So far Thursday, 26 November 2026 09:00 – 09:30')
  expect(textOf(confirm.body)).toContain('From now on Thursday, 26 November 2026 10:00 – 10:30')
  const [form] = formsOf(confirm.body)
  const fields = { ...Object.fromEntries(form?.fields ?? []), start: '2026-11-26T10:00:00+01:00' }
  expect((await post(base, fields)).status).toBe(400)

  await book(node, { key: 'first', slug: 'anna-3', wish: { start: '2026-11-26T10:00:00+01:00' } })
  const lost = await post(base, { ...fields, idempotencyKey: 'lost', reason: 'A train' })
  expect(lost.status).toBe(409)
  expect(textOf(lost.body)).toContain(
    'Sorry, 10:00 on Thursday 26 November cannot be booked Your booking stands as it was.',
  )
  const again = formsOf(lost.body)[0]
  expect(again?.fields.get('reason')).toBe('A train')
  const moved = await post(base, {
    ...Object.fromEntries(again?.fields ?? []),
    start: again?.buttons[0]?.value ?? '',
  })
  expect(moved.status).toBe(303)
  expect(textOf((await get(moved.location)).body)).toContain('Thursday, 26 November 2026 10:30 – 11:00')
  expect((await get(old)).status).toBe(404)
})

test('C10 an invitee sees the time that a host has proposed, and keeps their own or takes it', async () => {
  const asked = await proposed('2026-12-01T09:00:00+01:00', '2026-12-01T10:00:00+01:00')
  expect(textOf(asked.body)).toContain(
    'Member 3 asks for another time “A delivery” Tuesday, 1 December 2026 10:00 – 10:30 Europe/Berlin (GMT+1) It is held for you until 12:00 on Sunday 22 November.',
  )
  const kept = await post(asked.answer, { answer: 'decline' })
  expect(textOf((await get(kept.location)).body)).toContain('When Tuesday, 1 December 2026 09:00 – 09:30')
  expect(textOf((await get(kept.location)).body)).not.toContain('asks for another time')

  const again = await proposed('2026-12-02T09:00:00+01:00', '2026-12-02T10:00:00+01:00')
  const taken = await post(again.answer, { answer: 'accept' })
  expect(taken.status).toBe(303)
  expect(textOf((await get(taken.location)).body)).toContain('You are booked')
  expect(textOf((await get(taken.location)).body)).toContain('Wednesday, 2 December 2026 10:00 – 10:30')
  // The link that answered has ended.
  expect((await post(again.answer, { answer: 'accept' })).status).toBe(404)
})

test('what was booked goes into any calendar, and what the type says to those who have booked is shown', async () => {
  const confirmed = (await manage('anna-3', 'calendar', '2026-11-27T09:00:00+01:00')).replace(/manage$/, 'confirmed')
  const { body } = await get(confirmed)
  expect(textOf(body)).toContain('Ring twice.')
  const [google, outlook, yahoo] = linksOf(body, /^ rel="noopener/)
  expect(Object.fromEntries(new URL(google ?? '').searchParams)).toEqual({
    action: 'TEMPLATE',
    text: 'Consultation: Member 3',
    dates: '20261127T080000Z/20261127T083000Z',
    location: 'In person: 2 Mill Lane',
  })
  expect(Object.fromEntries(new URL(outlook ?? '').searchParams)).toMatchObject({
    startdt: '2026-11-27T08:00:00.000Z',
    enddt: '2026-11-27T08:30:00.000Z',
  })
  expect(Object.fromEntries(new URL(yahoo ?? '').searchParams)).toMatchObject({
    st: '20261127T080000Z',
    et: '20261127T083000Z',
  })
  expect([google, outlook, yahoo].join(' ')).not.toContain(confirmed.split('/')[2])
})

test('a page is gzipped for who reads that, and for nobody else', async () => {
  const zipped = await node.app.inject({ url: '/book/anna-1/', headers: { 'accept-encoding': 'gzip, br' } })
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding, accept-language' })
  for (const accepted of ['', 'br', 'gzip;q=0', 'identity']) {
    const plain = await node.app.inject({ url: '/book/anna-1/', headers: { 'accept-encoding': accepted } })
    expect(plain.headers['content-encoding']).toBeUndefined()
  }
})

type Got = { readonly status: number; readonly body: string; readonly location: string }

async function get(url: string, headers: Record<string, string> = {}): Promise<Got> {
  return gotten(await node.app.inject({ url, headers }))
}

async function post(url: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Got> {
  const entries = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams(entries).toString()
  return gotten(await node.app.inject({ method: 'POST', url, headers, payload }))
}

function gotten(answer: Awaited<ReturnType<Node['app']['inject']>>): Got {
  return { status: answer.statusCode, body: answer.body, location: answer.headers['location'] ?? '' }
}

/** What the form of a page holds, filled in as far as everybody has to. */
async function formOf(page: string): Promise<Record<string, string>> {
  const form = formsOf(page).find(({ method }) => method === 'post')
  const own = Object.fromEntries([...(form?.fields ?? [])].filter(([name]) => !name.startsWith('answers.')))
  const start = form?.buttons[0]?.value ?? ''
  return { ...own, start, name: 'Ida Holm', email: 'ida@example.org' }
}

/** The path of the manage page of a booking made for it. */
async function manage(slug: string, key: string, start = '2026-11-30T09:00:00+01:00'): Promise<string> {
  const made = await book(node, { key, slug, wish: { start } })
  return /\/booking\/[\w-]+\/manage/.exec(made.text)?.[0] ?? made.text
}

/** The manage page of a booking of member 3 after they have asked for another time, and where its answer goes. */
async function proposed(start: string, other: string): Promise<{ readonly body: string; readonly answer: string }> {
  const path = await manage('anna-3', start, start)
  const booking = readToken(path.split('/')[2] ?? '')?.booking ?? id(ids.BookingId, 0)
  const by = { member: id(ids.MemberId, 3), workspace, booking }
  const deps = { ...node.deps, texts: await createTexts() }
  const wish = { by, start: instant(Date.parse(other)), reason: 'A delivery' }
  expect((await proposeTime(deps, wish)).status).toBe(200)
  return { body: (await get(path)).body, answer: path.replace(/manage$/, 'proposal') }
}
