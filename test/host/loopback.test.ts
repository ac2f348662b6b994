import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import type { DeskClient } from '../../src/engine/desk-client.ts'
import { serveLoopback, type Loopback } from '../../src/host/loopback.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { openTestDesk, type TestDesk } from '../support/test-desk.ts'

const stack = new AsyncDisposableStack()
let desk: TestDesk
let folder: string

beforeAll(async () => {
  const temporary = stack.use(temporaryFolder())
  folder = join(temporary.path, 'pages')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Dayloom</title>')
  writeFileSync(join(folder, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(temporary.path, 'secret.json'), '{}')
  symlinkSync(join(temporary.path, 'secret.json'), join(folder, 'assets', 'link.json'))
  desk = stack.use(await openTestDesk())
})

afterAll(() => stack.disposeAsync())

function serve(): Promise<Loopback> {
  return serveLoopback(desk.engine(), { port: 0, pages: folder })
}

type Answer = { status: number; body: string; headers: IncomingMessage['headers'] }

// Not fetch: it would mend paths and refuses to set Host and Origin.
function ask(loopback: Loopback, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(loopback.url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, method }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
    })
    asked.on('error', reject).end()
  })
}

async function cookieOf(loopback: Loopback): Promise<string> {
  const { headers } = await ask(loopback, new URL(loopback.tokenUrl).pathname + new URL(loopback.tokenUrl).search)
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

test('the token opens once, and leaves a cookie that no script and no other site can use', async () => {
  await using loopback = await serve()
  const path = new URL(loopback.tokenUrl).pathname + new URL(loopback.tokenUrl).search
  const first = await ask(loopback, path)
  expect(first.status).toBe(303)
  expect(first.headers.location).toBe('/')
  expect(first.headers['set-cookie']?.[0]).toMatch(/^dayloom-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const page = await ask(loopback, '/', { cookie })
  expect(page.status).toBe(200)
  expect(page.body).toBe('<!doctype html><title>Dayloom</title>')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect((await ask(loopback, path)).status).toBe(403)
  expect((await ask(loopback, '/?token=guessed')).status).toBe(403)
})

test('without the cookie nothing is shown', async () => {
  await using loopback = await serve()
  expect((await ask(loopback, '/')).status).toBe(401)
  expect((await ask(loopback, '/assets/app.js')).status).toBe(401)
  expect((await ask(loopback, '/', { cookie: `dayloom-${new URL(loopback.url).port}=guessed` })).status).toBe(401)
  expect((await ask(loopback, '/', { authorization: 'Bearer guessed' })).status).toBe(401)
})

test('a name that was bound to this machine from outside is refused, whatever it brings', async () => {
  await using loopback = await serve()
  const cookie = await cookieOf(loopback)
  const { port } = new URL(loopback.url)
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`]) {
    expect((await ask(loopback, '/', { cookie, host })).status).toBe(421)
  }
  expect((await ask(loopback, '/', { cookie, host: `localhost:${port}` })).status).toBe(200)
})

test('a page of another origin is refused', async () => {
  await using loopback = await serve()
  const cookie = await cookieOf(loopback)
  const { port } = new URL(loopback.url)
  for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${port}`, 'http://127.0.0.1:1']) {
    expect((await ask(loopback, '/', { cookie, origin })).status).toBe(403)
  }
  expect((await ask(loopback, '/', { cookie, origin: loopback.url })).status).toBe(200)
})

test('no path leads out of the folder of the screens', async () => {
  await using loopback = await serve()
  const cookie = await cookieOf(loopback)
  expect((await ask(loopback, '/assets/app.js', { cookie })).status).toBe(200)
  expect((await ask(loopback, '/week/2026-11-20', { cookie })).status).toBe(200)
  for (const path of [
    '/../secret.json',
    '/assets/../../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/link.json',
    '//secret.json',
    '/assets/none.js',
    '/assets',
  ]) {
    const { status, body } = await ask(loopback, path, { cookie })
    expect([path, status === 404 || body.startsWith('<!doctype html>')]).toEqual([path, true])
    expect(body).not.toContain('{}')
  }
  expect((await ask(loopback, '/', { cookie }, 'POST')).status).toBe(405)
  expect((await ask(loopback, '/', { cookie }, 'HEAD')).body).toBe('')
})

function connect(loopback: Loopback, options: ClientOptions): Promise<WebSocket | number> {
  const socket = new WebSocket(`${loopback.url.replace('http', 'ws')}/rpc`, options)
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
}

test('the contract is reached with the cookie from our own page, or with the control key', async () => {
  await using loopback = await serve()
  const cookie = await cookieOf(loopback)
  const origin = loopback.url
  const ways: ClientOptions[] = [
    { headers: { cookie }, origin },
    { headers: { authorization: `Bearer ${loopback.controlKey}` } },
  ]
  for (const options of ways) {
    const socket = await connect(loopback, options)
    if (typeof socket === 'number') throw new Error(`refused: ${socket}`)
    const call: DeskClient = createORPCClient(new RPCLink({ websocket: socket }))
    expect((await call.session.get()).member.name).toBe('Ada')
    await expect(call.schedules.setWeeklyHours({ id: JSON.parse('"nonsense"'), weekly: [] })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: 'invalid-input' },
    })
    socket.close()
  }
})

test('a socket from elsewhere, or without a key, is refused', async () => {
  await using loopback = await serve()
  const cookie = await cookieOf(loopback)
  const origin = loopback.url
  expect(await connect(loopback, { headers: { cookie }, origin: 'http://evil.example' })).toBe(403)
  expect(await connect(loopback, { headers: { cookie } })).toBe(403)
  expect(await connect(loopback, { origin })).toBe(401)
  expect(await connect(loopback, { headers: { cookie, host: 'evil.example' }, origin })).toBe(421)
  expect(await connect(loopback, { headers: { authorization: 'Bearer guessed' } })).toBe(401)
})
