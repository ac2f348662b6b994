import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { DEVICE_SUBPROTOCOL } from '../../../src/core/contract/sync-protocol.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { ANNA, fillWorkspace, id, startServer, tokenFor, type StartedServer } from '../started-server.ts'

type Asking = { readonly token?: string; readonly from?: string }

/** The status of the answer to an attempt to open a socket, and how long one is told to wait. */
async function attempt(
  { url }: StartedServer,
  { token = 'nonsense', from }: Asking,
): Promise<[status: number, wait?: string]> {
  const headers = from === undefined ? {} : { 'x-forwarded-for': from }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, [DEVICE_SUBPROTOCOL, `token.${token}`], { headers })
  socket.on('error', () => undefined)
  const answered = new Promise<[number, string?]>((resolve) => {
    socket.once('open', () => resolve([101]))
    socket.once('unexpected-response', (_, { statusCode = 0, headers: { 'retry-after': wait } }) =>
      resolve(wait === undefined ? [statusCode] : [statusCode, wait]),
    )
  })
  const answer = await answered
  socket.terminate()
  return answer
}

test('strangers may try to open a socket as often as their address is allowed to; who has a token may go on', async () => {
  await using server = await startServer({ rateLimits: { 'connect-stranger': 2 } })
  await fillWorkspace(server)
  const token = tokenFor(server, ANNA, id(ids.DeviceId, 1))
  expect([await attempt(server, {}), await attempt(server, {})]).toEqual([[101], [101]])
  expect(await attempt(server, {})).toEqual([429, '30'])
  expect(await attempt(server, { token })).toEqual([101])
})

test('attempts of one address are counted together, and those of others are not', async () => {
  await using server = await startServer({ rateLimits: { 'connect-address': 1 }, trustProxy: ['loopback'] })
  await fillWorkspace(server)
  const token = tokenFor(server, ANNA, id(ids.DeviceId, 1))
  const from = (address: string) => attempt(server, { token, from: address })
  expect(await from('192.0.2.7')).toEqual([101])
  expect((await from('192.0.2.7'))[0]).toBe(429)
  expect(await from('192.0.2.8')).toEqual([101])
})

test('what somebody says about their address counts for nothing, where no proxy is believed', async () => {
  await using server = await startServer({ rateLimits: { 'connect-address': 1 } })
  await fillWorkspace(server)
  const token = tokenFor(server, ANNA, id(ids.DeviceId, 1))
  expect(await attempt(server, { token, from: '192.0.2.7' })).toEqual([101])
  expect((await attempt(server, { token, from: '192.0.2.8' }))[0]).toBe(429)
})
