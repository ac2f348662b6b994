import formbody from '@fastify/formbody'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createApp } from '../../../sync-server/create-app.ts'
import { limitRequests } from '../../../sync-server/safety/limit-requests.ts'
import { createRateLimits, type LimitName } from '../../../sync-server/safety/rate-limits.ts'
import { WISH } from '../booking/booking-world.ts'
import { from, openServer, posted } from './open-server.ts'

type Asked = { readonly from: string; readonly slug?: string; readonly email?: string; readonly forwarded?: string }

/** The server's own frame around one route. */
async function limited(other: Partial<Record<LimitName, number>>, trustProxy?: readonly string[]) {
  const app = await createApp(pino({ level: 'silent' }), trustProxy === undefined ? {} : { trustProxy })
  const refusals: LimitName[] = []
  limitRequests(app, { limits: createRateLimits(other, () => 0), onRefused: (limit) => void refusals.push(limit) })
  app.post('/book/:slug', async () => ({ booked: true }))
  app.get('/book/:slug', async () => ({ open: true }))
  app.get('/healthz', { config: { unlimited: true } }, async () => ({ ok: true }))

  const ask = async ({ from: remoteAddress, slug = 'anna', email, forwarded }: Asked) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    const sent = { method: 'POST', url: `/book/${slug}`, remoteAddress, headers, payload: { email } } as const
    return (await app.inject(sent)).statusCode
  }
  return { app, refusals, ask, [Symbol.asyncDispose]: () => app.close() }
}

test('attempts of one address are limited, an IPv6 network being one; reading and looking after count apart', async () => {
  await using server = await limited({ 'write-address': 1 })
  expect(await server.ask({ from: '2001:db8:1:2::1' })).toBe(200)
  expect(await server.ask({ from: '2001:db8:1:2:9::' })).toBe(429)
  expect(await server.ask({ from: '2001:db8:1:3::1' })).toBe(200)
  expect(await server.ask({ from: '192.0.2.1' })).toBe(200)
  expect(server.refusals).toEqual(['write-address'])
  for (const url of ['/book/anna', '/healthz']) {
    expect((await server.app.inject({ url, remoteAddress: '192.0.2.1' })).statusCode).toBe(200)
  }
})

test('addresses that do not exist are limited like those that do', async () => {
  await using server = await limited({ 'read-address': 1 })
  const ask = async () => (await server.app.inject({ url: '/nowhere', remoteAddress: '192.0.2.1' })).statusCode
  expect([await ask(), await ask()]).toEqual([404, 429])
})

test('whose address a header says is believed of a configured proxy alone', async () => {
  const asked = async (trusted: readonly string[] | undefined, proxy: string) => {
    await using server = await limited({ 'write-address': 1 }, trusted)
    const ask = (forwarded: string) => server.ask({ from: proxy, forwarded })
    // What a client wrote stands before what the proxy has added.
    return [await ask('192.0.2.1'), await ask('192.0.2.2'), await ask('198.51.100.9, 192.0.2.2')]
  }
  expect(await asked(['10.0.0.0/8'], '10.1.2.3')).toEqual([200, 200, 429])
  expect(await asked(['10.0.0.0/8'], '11.1.2.3')).toEqual([200, 429, 429])
  expect(await asked(undefined, '127.0.0.1')).toEqual([200, 429, 429])
})

test('one e-mail address is limited, whatever stands behind its plus', async () => {
  await using server = await limited({ 'write-email': 1 })
  expect(await server.ask({ from: '192.0.2.1', email: 'ida@example.org' })).toBe(200)
  expect(await server.ask({ from: '192.0.2.2', email: ' IDA+two@example.org' })).toBe(429)
  expect(await server.ask({ from: '192.0.2.3', email: 'ben@example.org' })).toBe(200)
  expect(server.refusals).toEqual(['write-email'])
})

test('who is brought along counts like who books: nobody is written to more often by being a guest', async () => {
  await using server = await limited({ 'write-email': 2 })
  await server.app.register(formbody)
  const post = async (payload: object | string, type = 'application/json') => {
    const sent = { method: 'POST', url: '/book/anna', headers: { 'content-type': type }, payload } as const
    return (await server.app.inject(sent)).statusCode
  }
  const booker = (n: number) => ({ email: `b${n}@example.org` })
  const form = (n: number, guests: string) => new URLSearchParams({ ...booker(n), guests }).toString()
  const FORM = 'application/x-www-form-urlencoded'
  expect(await post({ ...booker(1), guests: ['eve@example.org', 'Eve+1@example.org', 7] })).toBe(200)
  expect(await post(form(2, 'a@example.org; EVE@example.org'), FORM)).toBe(200)
  expect(await post({ ...booker(3), guests: ['c@example.org', 'eve@example.org'] })).toBe(429)
  expect(await post(form(3, 'c@example.org\neve+x@example.org'), FORM)).toBe(429)
  expect(await post({ email: 'eve@example.org' })).toBe(429)
  // What was refused counts for nobody.
  expect([await post({ email: 'c@example.org' }), await post({ email: 'c@example.org' })]).toEqual([200, 200])
  expect(await post({ email: 'c@example.org' })).toBe(429)
  expect(await post({ ...booker(3), guests: 'no list' })).toBe(200)
  expect(await post({ ...booker(3), guests: { at: 1 } })).toBe(200)
})

test('one link, and all together, are limited, whoever asks', async () => {
  await using server = await limited({ 'write-link': 1, 'write-all': 2 })
  expect(await server.ask({ from: '192.0.2.1', slug: 'one' })).toBe(200)
  expect(await server.ask({ from: '192.0.2.2', slug: 'ONE' })).toBe(429)
  expect(await server.ask({ from: '192.0.2.3', slug: 'two' })).toBe(200)
  expect(await server.ask({ from: '192.0.2.4', slug: 'three' })).toBe(429)
  expect(server.refusals).toEqual(['write-link', 'write-all'])
})

test('programs and people are told how long to wait, each in their own shape', async () => {
  const once = { 'write-address': 1, 'read-address': 1, 'write-email': 1 }
  await using server = await openServer({ trustProxy: ['127.0.0.1'], rateLimits: once })
  const attempt = posted(WISH, { 'idempotency-key': 'a' })
  const book = async (address: string) => {
    const answer = await server.ask('/book/nobody/book', from(address, attempt))
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.json() }
  }
  const body = { error: 'too-many-requests', message: 'Too many requests. Please wait a minute.' }
  expect((await book('192.0.2.1')).status).toBe(404)
  expect(await book('192.0.2.1')).toEqual({ status: 429, retryAfter: '60', body })
  expect(await book('192.0.2.2')).toEqual({ status: 429, retryAfter: '3600', body })
  const form = { method: 'POST', body: new URLSearchParams({ email: WISH.email }) }
  expect((await server.ask('/book/anna-1/book', from('192.0.2.3', form))).status).toBe(429)

  const page = async () => server.ask('/book/anna-1/', from('192.0.2.1'))
  const first = await page()
  const second = await page()
  expect([first.status, second.status, second.headers.get('retry-after')]).toEqual([200, 429, '60'])
  // It is a page like any other.
  expect(second.headers.get('content-security-policy')).toContain("style-src 'sha256-")
  expect(await second.text()).toContain('Too many requests in a short time.')
})

test('behind TLS, and only there, browsers are told to stay with it', async () => {
  const told = async (trustProxy: readonly string[]) => {
    await using server = await limited({}, trustProxy)
    const ask = async (headers: Record<string, string>) =>
      (await server.app.inject({ url: '/healthz', headers })).headers['strict-transport-security']
    return [await ask({}), await ask({ 'x-forwarded-proto': 'https' })]
  }
  expect(await told(['127.0.0.1'])).toEqual([undefined, 'max-age=31536000'])
  expect(await told(['10.0.0.0/8'])).toEqual([undefined, undefined])
})
