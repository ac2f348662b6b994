import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { slug } from '../../support/rows.ts'
import type { Node } from '../booking/booking-world.ts'
import { book, createNode, eventType, id, link, schedule, setUp } from '../booking/booking-world.ts'
import type { PageForm } from './page-form.ts'
import { formsOf, linksOf, textOf } from './page-form.ts'

let store: PostgresStore
let node: Node

const HOSTILE = `</script><script>alert("x")</script>'"><img src=x onerror=alert(1)>`
const QUESTION = id(ids.QuestionId, 1)
const TICK = id(ids.QuestionId, 2)
const questions = [
  { id: QUESTION, text: 'What is it about?', kind: 'textarea', required: true, options: [] },
  { id: TICK, text: 'I have been here before', kind: 'checkbox', required: false, options: [] },
]
const NIGHT = [{ day: 0, ranges: [{ start: '01:00', end: '04:00' }] }]
const far = { kind: 'calendar-days', days: 3_000 }

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, {
    members: 4,
    schedules: [schedule(1), schedule(2), schedule(3, { weekly: NIGHT }), schedule(4, { weekly: [] })],
    eventTypes: [
      eventType(1, { questions }),
      eventType(2, { name: HOSTILE, description: HOSTILE, locations: [{ kind: 'custom', details: HOSTILE }] }),
      eventType(3, { horizon: far, private: true }),
      eventType(4),
      eventType(5, {
        owner: id(ids.MemberId, 1),
        schedule: id(ids.ScheduleId, 1),
        hosts: [{ member: id(ids.MemberId, 1), required: true }],
        durations: [30, 90],
      }),
    ],
    links: [link(1), { ...link(2), slug: slug('hostile') }, link(3), link(4), link(5)],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('C5 an invitee without script books from the first page to the confirmation', async () => {
  const first = await get('/book/anna-1/')
  expect(first.status).toBe(200)
  expect(textOf(first.body)).toContain('November 2026')
  expect(textOf(first.body)).toContain('Monday 23 November 09:00 09:30 10:00 10:30 11:00 11:30')

  const [time] = linksOf(first.body, /<time/).slice(1)
  const chosen = await get(time ?? '')
  expect(textOf(chosen.body)).toContain('Monday, 23 November 2026 09:30 – 10:00 Europe/Berlin (GMT+1)')

  const form = postForm(chosen.body)
  expect(form.action).toBe('/book/anna-1/book')
  const sent = await post(form, {
    name: 'Ida Holm',
    email: 'ida@example.org',
    [`answers.${QUESTION}`]: 'My knee',
    [`answers.${TICK}`]: 'on',
  })
  expect(sent.status).toBe(303)
  const confirmed = await get(sent.location)
  expect(textOf(confirmed.body)).toContain(
    'You are booked A confirmation is on its way to ida@example.org. Consultation When Monday, 23 November 2026 09:30 – 10:00',
  )

  const { appointment } = store.read.tables
  const [row] = await store.read.select().from(appointment)
  expect(row?.data.answers).toEqual({ [QUESTION]: 'My knee', [TICK]: true })

  const [manage] = linksOf(confirmed.body, /manage/)
  const managed = await get(manage ?? '')
  expect(textOf(managed.body)).toContain('Confirmed Your booking')
  const cancelled = await post(postForm(managed.body), { reason: 'A cold' })
  expect(cancelled).toMatchObject({ status: 303, location: manage })
  expect(textOf((await get(manage ?? '')).body)).toContain('This booking is cancelled We have told Anna Berg.')
  // The confirmation, opened again, does not say what is no longer so.
  expect(textOf((await get(sent.location)).body)).toContain('This booking is cancelled')
})

test('C4 a form sent twice books once and leads to the same confirmation', async () => {
  const form = await formAt('2026-11-24T09:00:00+01:00')
  const typed = { name: 'Ida Holm', email: 'ida@example.org', [`answers.${QUESTION}`]: 'Again' }
  const answers = await Promise.all([post(form, typed), post(form, typed)])
  expect(answers[0]).toMatchObject({ status: 303 })
  expect(answers[1]).toEqual(answers[0])
  expect((await post(form, { ...typed, name: 'Eve' })).status).toBe(422)
})

test('C2 who is late sees the page again, with what was typed and three times to choose from', async () => {
  const form = await formAt('2026-11-25T09:00:00+01:00')
  await take('2026-11-25T09:00:00+01:00')
  const typed = {
    name: 'Ida "Holm"',
    email: 'ida@example.org',
    phone: '+45 1234',
    [`answers.${QUESTION}`]: 'a < b',
    [`answers.${TICK}`]: 'on',
  }
  const late = await post(form, typed)
  expect(late.status).toBe(409)
  expect(textOf(late.body)).toContain('Sorry, 09:00 on Wednesday 25 November has just been taken')
  const again = postForm(late.body)
  expect(Object.fromEntries(again.fields)).toMatchObject(typed)
  expect(again.fields.get('idempotencyKey')).not.toBe(form.fields.get('idempotencyKey'))
  expect(again.buttons.map(({ value, label }) => [value, label])).toEqual([
    ['2026-11-25T09:30:00+01:00', '09:30 on Wednesday 25 November'],
    ['2026-11-25T10:00:00+01:00', '10:00 on Wednesday 25 November'],
    ['2026-11-25T10:30:00+01:00', '10:30 on Wednesday 25 November'],
  ])
  expect((await post(again, {}, 1)).status).toBe(303)
})

test('C15 what is wrong is told at the fields, and what was typed stays', async () => {
  const form = await formAt('2026-11-26T09:00:00+01:00')
  const answer = await post(form, { name: ' ', email: 'ida', phone: 'call me' })
  expect(answer.status).toBe(400)
  expect(textOf(answer.body)).toContain(
    'Please check these fields Name – please fill this in. E-mail – this does not look right. Phone – this does not look right. What is it about? – please fill this in.',
  )
  expect(linksOf(answer.body, /please|does not/)).toEqual(['#name', '#email', '#phone', `#answers.${QUESTION}`])
  expect(answer.body).toMatch(/id="email"[^>]*aria-describedby="email-hint email-problem"[^>]*aria-invalid="true"/)
  expect(Object.fromEntries(postForm(answer.body).fields)).toMatchObject({ email: 'ida', phone: 'call me' })
})

test('a time that is no longer free when its link is opened says so', async () => {
  await take('2026-11-26T10:00:00+01:00')
  const gone = await get('/book/anna-1/?start=2026-11-26T10:00:00%2B01:00&timezone=Europe/Berlin')
  expect(gone.status).toBe(409)
  expect(textOf(gone.body)).toContain('Sorry, 10:00 on Thursday 26 November cannot be booked')
})

test('a time at the end of the calendar is none', async () => {
  for (const start of ['9999-12-31T23:00:00Z', '0000-01-01T00:00:00Z']) {
    expect((await get(`/book/anna-1/?start=${start}`)).status).toBe(200)
  }
})

test('times are shown in the zone asked for, the host’s beside it', async () => {
  const page = await get('/book/anna-1/?date=2026-11-27&timezone=America/New_York')
  expect(textOf(page.body)).toContain('Friday 27 November 03:00 03:30 04:00 04:30 05:00 05:30')
  expect(textOf(page.body)).toContain('Anna Berg is in Europe/Berlin, where it is 12:00 now.')
  const [zoneForm] = formsOf(page.body)
  expect(zoneForm).toMatchObject({ method: 'get', action: '/book/anna-1/' })
  expect(Object.fromEntries(zoneForm?.fields ?? [])).toEqual({ date: '2026-11-27', timezone: 'America/New_York' })
  const chosen = await get(linksOf(page.body, /<time/)[0] ?? '')
  expect(textOf(chosen.body)).toContain('09:00 in Europe/Berlin, the zone of Anna Berg')
  expect(textOf((await get('/book/anna-1/?timezone=Mars/Olympus')).body)).toContain('We do not know this time zone')
})

test('S3 at a change of the clock the two equal times are told apart', async () => {
  const page = await get('/book/anna-3/?date=2027-10-31')
  expect(page.status).toBe(200)
  expect(textOf(page.body)).toContain(
    'Sunday 31 October 01:00 01:30 02:00 (GMT+2) 02:30 (GMT+2) 02:00 (GMT+1) 02:30 (GMT+1) 03:00 03:30',
  )
})

test('months can be turned as far as can be booked, and no further', async () => {
  const first = await get('/book/anna-1/')
  expect(linksOf(first.body, /Previous month/)).toEqual([])
  const [december] = linksOf(first.body, /Next month, December 2026/)
  const second = await get(december ?? '')
  const [january] = linksOf(second.body, /Next month, January 2027/)
  const third = await get(january ?? '')
  expect(linksOf(third.body, /Next month/)).toEqual([])
  expect(linksOf(third.body, /Previous month/)).toEqual([december])
  // Beyond, as in the past, there is nothing: the page opens as if nothing had been asked.
  for (const date of ['2030-01-01', '2020-01-01', '9999-12-31', '0000-01-01', 'x'])
    expect(textOf((await get(`/book/anna-1/?date=${date}`)).body)).toContain('November 2026')
})

test('where nothing is free the page says so', async () => {
  expect(textOf((await get('/book/anna-4/')).body)).toContain('There are no free times at the moment.')
})

test('no text of a person becomes markup', async () => {
  const form = await formAt('2026-11-23T09:00:00+01:00', 'hostile')
  const pages = [await get('/book/hostile/'), await post(form, { name: HOSTILE, email: HOSTILE, phone: HOSTILE })]
  const sent = await post(form, { name: HOSTILE, email: 'eve@example.org' })
  expect(sent.status).toBe(303)
  const confirmed = await get(sent.location)
  const [manage] = linksOf(confirmed.body, /manage/)
  pages.push(confirmed, await get(manage ?? ''))
  await post(postForm(pages.at(-1)?.body ?? ''), { reason: HOSTILE })
  pages.push(await get(manage ?? ''), await get(`/book/${encodeURIComponent(HOSTILE)}/`))
  for (const { body } of pages) {
    expect(withoutOurs(body)).not.toMatch(/<script|<img|onerror=alert\(1\)>'/i)
    expect(body).not.toContain(HOSTILE)
  }
})

test('a page asks nobody else for anything, runs our script alone and can be framed by nobody', async () => {
  const pages = [await get('/book/anna-1/'), await get('/book/anna-1/')]
  const nonces = pages.map(({ body, headers }) => {
    const [, nonce = ''] =
      /<script type="module" src="\/assets\/booking-\w+\.js" nonce="([^"]{24})"><\/script>/.exec(body) ?? []
    expect(headers).toMatchObject({
      'content-security-policy': `default-src 'none'; style-src '${styleHash(body)}'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'nonce-${nonce}'`,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    const addresses = [...body.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, address = '']) => address)
    expect(addresses.filter((address) => !/^(?:\/(?!\/)|#|data:,$)/.test(address))).toEqual([])
    expect(withoutOurs(body)).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
    return nonce
  })
  expect(new Set(nonces).size).toBe(2)
})

test('a page with its stylesheet and its script weighs less than 100 KB', async () => {
  const page = await get('/book/anna-1/')
  const [, source = ''] = /<script type="module" src="([^"]*)"/.exec(page.body) ?? []
  const script = await get(source)
  expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' })
  const bytes = [page, script].map(({ body }) => Buffer.byteLength(body))
  expect(bytes.reduce((sum, one) => sum + one)).toBeLessThan(100_000)
  expect(gzipSync(script.body).byteLength).toBeLessThan(8_000)
})

test('only an open page without a choice in it may be listed', async () => {
  const noindex = /<meta name="robots" content="noindex"/
  expect((await get('/book/anna-1/')).body).not.toMatch(noindex)
  expect((await get('/book/anna-1/?date=2026-11-27')).body).toMatch(noindex)
  expect((await get('/book/anna-3/')).body).toMatch(noindex)
})

test('an unknown and a reserved address are not found, with or without a slash', async () => {
  const pages = await Promise.all(['/book/nobody', '/book/nobody/', '/book/assets/'].map(get))
  expect(new Set(pages.map(({ body }) => body)).size).toBe(1)
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404])
  expect((await get('/book/anna-1')).status).toBe(200)
})

test('the address that forms are posted to leads back to the page', async () => {
  expect(await get('/book/anna-1/book')).toMatchObject({ status: 303, location: '/book/anna-1/' })
})

test('a form that does not arrive whole is answered by a page', async () => {
  const send = (payload: string) =>
    node.app.inject({
      method: 'POST',
      url: '/book/anna-1/book',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    })
  for (const payload of [
    '',
    'idempotencyKey=1&idempotencyKey=2',
    'idempotencyKey=1&name=Ida',
    // The database keeps no text with it.
    'idempotencyKey=%00&name=Ida',
    `x=${'y'.repeat(600_000)}`,
  ]) {
    const answer = await send(payload)
    expect(answer.statusCode).toBe(payload.length > 500_000 ? 413 : 400)
    expect(textOf(answer.body)).toContain('That did not work')
  }
})

type Got = { status: number; body: string; headers: Record<string, unknown>; location: string }

test('an invitee chooses how long it takes, and keeps that choice up to the booking', async () => {
  const first = await get('/book/anna-5/?date=2026-12-07')
  expect(textOf(first.body)).toContain('Choose a day and a time 30 minutes 90 minutes')
  const [, longer] = linksOf(first.body, /minutes/)
  expect(longer).toBe('/book/anna-5/?date=2026-12-07&duration=90&timezone=Europe%2FBerlin')
  const long = await get(longer ?? '')
  expect(textOf(long.body)).toContain('Monday 7 December 09:00 09:30 10:00 10:30')
  expect(textOf(long.body)).not.toContain('11:00')
  const [time] = linksOf(long.body, /<time/)
  const chosen = await get(time ?? '')
  expect(textOf(chosen.body)).toContain('Monday, 7 December 2026 09:00 – 10:30')
  const sent = await post(postForm(chosen.body), { name: 'Ida Holm', email: 'ida@example.org' })
  expect(sent.status).toBe(303)
  expect(textOf((await get(sent.location)).body)).toContain('09:00 – 10:30')
})

function styleHash(page: string): string {
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? []
  return `sha256-${createHash('sha256').update(style).digest('base64')}`
}

function withoutOurs(page: string): string {
  const script = /<script type="module" src="\/assets\/[\w.-]+" nonce="[^"]+"><\/script>/
  return page.replace(script, '').replace(/<style>[^<]*<\/style>/, '')
}

async function get(url: string): Promise<Got> {
  return gotten(await node.app.inject(url))
}

async function post(form: PageForm, typed: Record<string, string>, button = 0): Promise<Got> {
  const pressed = form.buttons[button]
  const fields = new URLSearchParams([...form.fields])
  for (const [name, value] of Object.entries(typed)) fields.set(name, value)
  if (pressed?.name) fields.set(pressed.name, pressed.value)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return gotten(await node.app.inject({ method: 'POST', url: form.action, headers, payload: fields.toString() }))
}

function gotten(answer: Awaited<ReturnType<Node['app']['inject']>>): Got {
  const location = answer.headers['location'] ?? ''
  return { status: answer.statusCode, body: answer.body, headers: answer.headers, location }
}

function postForm(page: string): PageForm {
  const form = formsOf(page).find(({ method }) => method === 'post')
  if (!form) throw new Error(`no form in: ${textOf(page)}`)
  return form
}

async function formAt(start: string, at = 'anna-1'): Promise<PageForm> {
  const query = new URLSearchParams({ start, timezone: 'Europe/Berlin' })
  return postForm((await get(`/book/${at}/?${query.toString()}`)).body)
}

async function take(start: string): Promise<void> {
  const wish = { start, answers: { [QUESTION]: 'First' } }
  expect((await book(node, { key: start, wish })).status).toBe(201)
}
