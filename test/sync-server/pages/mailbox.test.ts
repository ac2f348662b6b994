import { afterAll, beforeAll, expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { startOutbox } from '../../../sync-server/outbox/start-outbox.ts'
import { eventually } from '../../support/eventually.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from '../booking/booking-world.ts'
import { book, createNode, setUp } from '../booking/booking-world.ts'
import { linksOf, textOf } from './page-form.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node)
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const HERE = { host: 'localhost:4780' }

type Message = { id: string; subject: string; text: string; to: unknown; invite: { method: string } }

test('without a mail server what is sent can be read in the test mailbox', async () => {
  expect(textOf((await get('/mailbox')).body)).toContain('No mail yet.')
  const { body } = await book(node, { key: 'mail', wish: { name: 'Ida <i>Holm</i>' } })
  expect(textOf((await get('/mailbox')).body)).toContain('No mail yet.')
  await using _ = await startOutbox(node.deps, { pauseMs: 5 })
  const { value: messages } = await eventually(async () => {
    const all = (await get('/mailbox/messages.json')).json<Message[]>()
    return all.length === 2 && all
  })
  expect(messages.map(({ subject, to, invite }) => ({ subject, to, method: invite.method }))).toEqual([
    {
      subject: 'New booking: Consultation with Ida <i>Holm</i>, Monday, 23 November 2026, 09:00–09:30',
      to: { name: 'Anna Berg', address: 'member1@example.org' },
      method: 'REQUEST',
    },
    {
      subject: 'Booked: Consultation with Anna Berg, Monday, 23 November 2026, 09:00–09:30',
      to: { name: 'Ida <i>Holm</i>', address: 'ida@example.org' },
      method: 'REQUEST',
    },
  ])
  expect(messages[1]?.text).toContain(BookingMade.parse(body).manageUrl)

  const list = await get('/mailbox')
  const [, second] = linksOf(list.body, /mailbox/)
  const mail = await get(second ?? '')
  expect(textOf(mail.body)).toContain('From Clinic <no-reply@book.example.org> To Ida <i>Holm</i> <ida@example.org>')
  expect(mail.body).not.toContain('<i>')
  const shown = await get(`${second}/body`)
  expect(shown.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
  )
  expect(shown.headers['x-frame-options']).toBeUndefined()
  expect(shown.body).not.toContain('<i>')
  expect((await get(`${second}/invite.ics`)).body).toContain('METHOD:REQUEST')
})

test('the mailbox is for this machine alone', async () => {
  const asked = [
    { headers: HERE, remoteAddress: '192.0.2.7' },
    { headers: { host: 'dayloom.example' } },
    { headers: { ...HERE, 'x-forwarded-for': '192.0.2.7' } },
  ]
  for (const request of asked) {
    for (const url of ['/mailbox', '/mailbox/messages.json', '/mailbox/x', '/mailbox/x/body']) {
      expect((await node.app.inject({ url, ...request })).statusCode).toBe(404)
    }
  }
  expect((await get('/mailbox/x')).statusCode).toBe(404)
})

test('with a mail server there is no mailbox', async () => {
  await using real = await createNode(store, { config: { ...node.deps.config, smtpUrl: 'smtp://localhost:25' } })
  expect((await real.app.inject({ url: '/mailbox', headers: HERE })).statusCode).toBe(404)
})

function get(url: string) {
  return node.app.inject({ url, headers: HERE })
}
