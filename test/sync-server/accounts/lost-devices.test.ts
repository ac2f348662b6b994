import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../../src/core/contract/refusal.ts'
import type { serverContract } from '../../../src/core/contract/server.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { Member } from '../../../src/core/model/member.ts'
import { memberRow, workspaceRow } from '../../support/rows.ts'
import { id, startServer, type StartedServer } from '../started-server.ts'

type Client = ContractRouterClient<typeof serverContract>

const PASSWORD = 'correct horse'
const OWNER = Member.parse(memberRow(1, { role: 'owner' }))

let server: StartedServer
/** The device that Anna still has. */
let anna: Client

beforeAll(async () => {
  server = await startServer()
  const { email, name } = OWNER
  const account = { email, name, password: PASSWORD, member: OWNER, workspace: workspaceRow() }
  const opened = await clientAs().accounts.register({ ...account, device: deviceOf(1) })
  anna = clientAs(`Bearer ${opened.session}`)
})
afterAll(() => server.close())

function clientAs(authorization?: string): Client {
  const headers = authorization === undefined ? {} : { authorization }
  return createORPCClient(new RPCLink({ url: `${server.url}/api/v1/rpc`, headers }))
}

function deviceOf(n: number) {
  return { id: id(ids.DeviceId, n), name: `Device ${n}` }
}

async function sessionOn(n: number): Promise<string> {
  const { session } = await clientAs().accounts.signIn({ email: OWNER.email, password: PASSWORD, device: deviceOf(n) })
  return session
}

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'nothing'
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return Refusal.safeParse(error.data).data?.reason ?? String(error.code)
  }
}

test.each([
  ['as it was given', 2, (session: string) => `Bearer ${session}`],
  ['behind a scheme in small letters', 3, (session: string) => `bearer ${session}`],
  ['behind two spaces', 4, (session: string) => `Bearer  ${session}`],
])('Y8 the session of a revoked device ends, also where it is shown %s', async (_how, n, shown) => {
  const lost = clientAs(shown(await sessionOn(n)))
  await lost.accounts.syncToken({ device: deviceOf(n).id })
  await anna.accounts.revokeDevice({ device: deviceOf(n).id })
  for (const call of [
    () => lost.accounts.syncToken({ device: deviceOf(n).id }),
    () => lost.accounts.syncToken({ device: deviceOf(90 + n).id }),
    () => lost.accounts.devices(),
  ])
    expect(['device-revoked', 'UNAUTHORIZED']).toContain(await refusal(call()))
})

test('Y8 a session speaks for the device that it was opened on, and for no other', async () => {
  const lost = clientAs(`Bearer ${await sessionOn(5)}`)
  await lost.accounts.syncToken({ device: deviceOf(5).id })
  // Under another id it would stay when this one is revoked; under somebody else's it would go in their place.
  expect(await refusal(lost.accounts.syncToken({ device: deviceOf(95).id }))).toBe('UNAUTHORIZED')
  expect(await refusal(lost.accounts.syncToken({ device: deviceOf(1).id }))).toBe('UNAUTHORIZED')
  await anna.accounts.revokeDevice({ device: deviceOf(5).id })
  expect(await refusal(lost.accounts.devices())).toBe('device-revoked')
  await anna.accounts.syncToken({ device: deviceOf(1).id })
})

test('Y8 signing in again on a device ends the session that it had: nothing of it is left to be revoked', async () => {
  const first = clientAs(`Bearer ${await sessionOn(6)}`)
  const second = clientAs(`Bearer ${await sessionOn(6)}`)
  expect(await refusal(first.accounts.devices())).toBe('UNAUTHORIZED')
  await second.accounts.syncToken({ device: deviceOf(6).id })
})
