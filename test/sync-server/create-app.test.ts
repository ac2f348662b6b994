import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createApp } from '../../sync-server/create-app.ts'

test.each([
  ['with half a letter in it', '/book/secret%zz/slots', 400],
  ['that is too long', `/book/${'secret'.repeat(100)}/slots`, 414],
])('an address %s is repeated neither in the answer nor in the log', async (_, url, status) => {
  const logged: string[] = []
  const app = await createApp(pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }))
  app.get('/book/:slug/slots', async () => 'never')
  const answer = await app.inject(url)
  expect({ status: answer.statusCode, body: answer.json() }).toEqual({ status, body: { error: 'invalid-request' } })
  expect(logged.join('')).not.toContain('secret')
  await app.close()
})

test.each([
  [{ host: 'book.example.org' }, 'max-age=31536000'],
  [{ host: 'localhost:4780' }, undefined],
  [{ host: 'localhost:4780', 'x-forwarded-proto': 'https' }, undefined],
])('reached as %j: told %s about staying with TLS, where PUBLIC_URL says that it is there', async (headers, told) => {
  const app = await createApp(pino({ level: 'silent' }), { publicUrl: 'https://book.example.org' })
  expect((await app.inject({ url: '/', headers })).headers['strict-transport-security']).toBe(told)
  await app.close()
})
