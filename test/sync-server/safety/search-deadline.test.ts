import { expect, test } from 'vitest'
import { createApp } from '../../../sync-server/create-app.ts'
import { createLogger } from '../../../sync-server/create-logger.ts'
import { limitSearches } from '../../../sync-server/safety/search-deadline.ts'

test('S15 a search that does not end is answered with 503, in the shape of its part; what writes is waited for', async () => {
  const logged: string[] = []
  const app = await createApp(createLogger({ write: (line: string) => void logged.push(line) }))
  limitSearches(app, 50)
  const told = Promise.withResolvers<boolean>()
  const release = Promise.withResolvers<void>()
  app.get('/own', async () => 'at once')
  await app.register(async (scope) => {
    scope.setErrorHandler((_, __, reply) => reply.code(503).send({ error: 'unavailable', message: 'Later, please.' }))
    scope.get('/slots', (request) => {
      request.signal.addEventListener('abort', () => told.resolve(true))
      return release.promise.then(() => 'too late')
    })
  })
  app.post('/book', async () => {
    await told.promise
    return 'booked'
  })
  const booking = app.inject({ method: 'POST', url: '/book' })
  const searched = await app.inject('/slots?secret')
  expect([searched.statusCode, searched.json()]).toEqual([503, { error: 'unavailable', message: 'Later, please.' }])
  // Whoever looks is told to stop.
  expect(await told.promise).toBe(true)
  expect((await booking).body).toBe('booked')
  expect((await app.inject('/own')).body).toBe('at once')
  release.resolve()
  await app.close()
  // The framework complains of what comes too late, and names the address.
  expect(logged.join('')).toContain('FST_ERR_REP_ALREADY_SENT')
  expect(logged.join('')).not.toContain('secret')
})
