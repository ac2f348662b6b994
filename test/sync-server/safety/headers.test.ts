import { afterAll, beforeAll, expect, test } from 'vitest'
import { WISH } from '../booking/booking-world.ts'
import { type OpenServer, openServer, posted } from './open-server.ts'

let server: OpenServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(async () => server.close())

const HOST_PAGE = '/book/anna-1/'

test.each([
  HOST_PAGE,
  '/book/anna-1/slots?start=2026-11-23&end=2026-11-23&timezone=UTC',
  '/book/nobody/',
  '/booking/forged/manage',
  '/mailbox',
  '/api/docs',
  '/api/v1/public/openapi.json',
  '/api/v1/public/organizers/nobody',
  '/metrics',
  '/healthz',
  '/no/where/at/all',
])('%s may not be framed, sniffed, read by other sites, nor run what is not ours; it sets no cookie', async (path) => {
  const { headers } = await server.ask(path)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/frame-ancestors '(?:none|self)'/)
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)|https?:|\*/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  for (const name of ['set-cookie', 'access-control-allow-origin', 'server', 'x-powered-by']) {
    expect([name, headers.get(name)]).toEqual([name, null])
  }
})

test.each([
  ['a browser at our own page', { 'sec-fetch-site': 'same-origin' }, 404],
  ['a person who typed it', { 'sec-fetch-site': 'none' }, 404],
  ['a program', {}, 404],
  ['an older browser, whose origin our referrer policy hides', { origin: 'null' }, 404],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['another name of the same site', { 'sec-fetch-site': 'same-site' }, 403],
  ['another site in an older browser', { origin: 'https://evil.example' }, 403],
  ['what is no origin', { origin: 'evil' }, 403],
])('%s: a form and a call get what is due', async (_, headers, status) => {
  const form = new URLSearchParams({ ...WISH, idempotencyKey: 'a' })
  expect((await server.ask('/book/nobody/book', { method: 'POST', headers, body: form })).status).toBe(status)
  const call = posted(WISH, { 'idempotency-key': 'a', ...headers })
  expect((await server.ask('/book/nobody/book', call)).status).toBe(status)
})

test('an older browser at our own page', async () => {
  const call = posted(WISH, { 'idempotency-key': 'a', origin: server.url })
  expect((await server.ask('/book/nobody/book', call)).status).toBe(404)
})
