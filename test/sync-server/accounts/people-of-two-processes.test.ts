import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { serverContract } from '../../../src/core/contract/server.ts'
import { CLOSE } from '../../../src/core/contract/sync-protocol.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { Member } from '../../../src/core/model/member.ts'
import { postgresBinaries, startPostgres, type PostgresServer } from '../../support/postgres-server.ts'
import { appointment, memberRow, workspaceRow } from '../../support/rows.ts'
import { createCopy, openDevice } from '../documents/test-device.ts'
import { ANNA, BEN, CALENDAR, id, QUARTER, startServer, workspace, type StartedServer } from '../started-server.ts'

type Client = ContractRouterClient<typeof serverContract>

const PASSWORD = 'correct horse'
const TEAM = { id: id(ids.TeamId, 1), name: 'Front desk', members: [BEN] }
const person = (n: number): Member => Member.parse(memberRow(n))
const deviceOf = (n: number) => ({ id: id(ids.DeviceId, n), name: `Device ${n}` })

describe.skipIf(postgresBinaries === undefined)('two server processes on one PostgreSQL', () => {
  let postgres: PostgresServer
  let one: StartedServer
  let two: StartedServer
  let anna: Client

  const clientAt = ({ url }: StartedServer, session?: string): Client => {
    const headers = session === undefined ? {} : { authorization: `Bearer ${session}` }
    return createORPCClient(new RPCLink({ url: `${url}/api/v1/rpc`, headers }))
  }
  const signedIn = async (at: StartedServer, n: number, device: number): Promise<Client> => {
    const account = { email: person(n).email, password: PASSWORD, device: deviceOf(device) }
    return clientAt(at, (await clientAt(at).accounts.signIn(account)).session)
  }

  beforeAll(async () => {
    postgres = await startPostgres()
    const databaseUrl = await postgres.freshDatabase()
    one = await startServer({ databaseUrl })
    two = await startServer({ databaseUrl })
    const owner = person(1)
    const opened = await clientAt(one).accounts.register({
      email: owner.email,
      password: PASSWORD,
      name: owner.name,
      workspace: workspaceRow(),
      member: owner,
      device: deviceOf(1),
      beginnings: { owners: [{ calendar: CALENDAR, owner: ANNA }] },
    })
    anna = clientAt(one, opened.session)
    await one.deps.accounts.addMember({ workspace, member: person(2), password: PASSWORD })
    await one.deps.serverTransaction(({ write }) => write(QUARTER, (doc) => writeAppointment(doc, appointment(1))))
  }, 120_000)
  afterAll(async () => {
    await one?.close()
    await two?.close()
    await postgres?.[Symbol.asyncDispose]()
  })

  test('Y6 a team share that is given and withdrawn at one of them takes effect at the other', async () => {
    const ben = await signedIn(two, 2, 2)
    const { token } = await ben.accounts.syncToken({ device: deviceOf(2).id })
    await using device = await openDevice(two, BEN, { device: deviceOf(2).id, token })
    await device.hello()
    await anna.teams.put({ team: TEAM })
    await anna.calendars.share({ calendar: CALENDAR, team: TEAM.id, permission: 'write' })
    expect((await device.nth('granted')).documents).toMatchObject({ [QUARTER]: { writable: true } })
    await anna.teams.put({ team: { ...TEAM, members: [] } })
    expect((await device.nth('withdrawn')).documents).toEqual([QUARTER])
    const update = createCopy().write((doc) => writeAppointment(doc, appointment(2)))
    expect(await device.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'forbidden' })
  }, 60_000)

  test('Y8 a device that is revoked at one of them is cut off at the other', async () => {
    const lost = await signedIn(two, 2, 7)
    const { token } = await lost.accounts.syncToken({ device: deviceOf(7).id })
    await using device = await openDevice(two, BEN, { device: deviceOf(7).id, token })
    await device.hello()
    const ben = await signedIn(one, 2, 2)
    await ben.accounts.revokeDevice({ device: deviceOf(7).id })
    expect((await device.closed()).code).toBe(CLOSE.revoked)
    await using again = await openDevice(two, BEN, { device: deviceOf(7).id, token })
    expect((await again.closed()).code).toBe(CLOSE.revoked)
  }, 60_000)

  test('Y8 a member who is ended at one of them is cut off at the other', async () => {
    const ben = await signedIn(two, 2, 9)
    const { token } = await ben.accounts.syncToken({ device: deviceOf(9).id })
    await using device = await openDevice(two, BEN, { device: deviceOf(9).id, token })
    await device.hello()
    await anna.members.end({ member: BEN })
    expect([CLOSE.revoked, CLOSE.forbidden]).toContain((await device.closed()).code)
    await expect(ben.accounts.syncToken({ device: deviceOf(9).id })).rejects.toMatchObject({
      data: { reason: 'device-revoked' },
    })
  }, 60_000)
})
