import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createApp } from '../../sync-server/create-app.ts'
import { registerHealth } from '../../sync-server/register-health.ts'
import { freshPglite } from '../support/pglite.ts'

test('a server whose acknowledgements lag for five seconds is not ready; it is again when they do not', async () => {
  await using store = await freshPglite()
  await using app = await createApp(pino({ level: 'silent' }))
  let lagMs = 0
  registerHealth(app, { store, lagMs: () => lagMs })
  const ask = async () => {
    const { statusCode, body } = await app.inject('/readyz')
    return [statusCode, JSON.parse(body)]
  }
  expect(await ask()).toEqual([200, { ready: true, database: true, lagMs: 0 }])
  lagMs = 5_000.4
  expect(await ask()).toEqual([503, { ready: false, database: true, lagMs: 5_000 }])
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  lagMs = 4_999.4
  expect(await ask()).toEqual([200, { ready: true, database: true, lagMs: 4_999 }])
})
