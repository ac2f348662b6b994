import { expect, test } from 'vitest'
import { TeamId, type MemberId } from '../../../src/core/model/ids.ts'
import type { Team } from '../../../src/core/model/team.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { online, SERVER, shows, signedIn, withCalendar } from '../../support/synced-desk.ts'
import { firstCalendar, hour, openTestDesk, titles, type TestDesk } from '../../support/test-desk.ts'

const ADA = 'ada@example.org'
const BOB = 'bob@example.org'

function teamOf(...members: MemberId[]): Team {
  return { id: TeamId.parse(newId()), name: 'Front desk', members }
}

const refused = (reason: string) => ({ data: { reason } })

test('working alone the engine is the authority, by the same rules: teams, profile, shares; the last owner stays', async () => {
  await using alone = await openTestDesk()
  const { call } = alone
  const { member } = await call.session.get()
  const calendar = await firstCalendar(call)
  const team = teamOf(member.id)
  await call.teams.put({ team })
  expect(await call.teams.list()).toMatchObject([team])
  await call.calendars.share({ calendar, team: team.id, permission: 'read' })
  expect((await call.calendars.list())[0]?.teamShares).toEqual([{ team: team.id, permission: 'read' }])
  await call.members.update({ member: member.id, name: 'Ada L.' })
  expect((await call.session.get()).member.name).toBe('Ada L.')
  await expect(call.members.setRole({ member: member.id, role: 'staff' })).rejects.toMatchObject(refused('last-owner'))
  await expect(call.members.end({ member: member.id })).rejects.toMatchObject(refused('last-owner'))
  await expect(call.teams.put({ team: { ...teamOf(), name: team.name } })).rejects.toMatchObject(refused('name-taken'))
  await call.teams.remove({ team: team.id })
  expect([await call.teams.list(), (await call.calendars.list())[0]?.teamShares]).toEqual([[], []])
})

test('Y8 teams and shares that somebody who worked alone has made go up with the account', async () => {
  const server = createServerDouble()
  await using alone = await openTestDesk({ connect: server.connect })
  const { member } = await alone.call.session.get()
  const calendar = await firstCalendar(alone.call)
  const team = teamOf(member.id)
  await alone.call.teams.put({ team })
  await alone.call.calendars.share({ calendar, team: team.id, permission: 'write' })
  await alone.call.session.connect({ server: SERVER, email: ADA, password: 'password', register: true })
  await online(alone.call)
  await using phone = await signedIn(server, ADA)
  expect(await phone.call.teams.list()).toEqual(await alone.call.teams.list())
  expect(await phone.call.teams.list()).toMatchObject([team])
  expect((await phone.call.calendars.list())[0]?.teamShares).toEqual([{ team: team.id, permission: 'write' }])
})

/** Ada with a calendar in which something stands, and Bob. */
async function twoPeople() {
  const server = createServerDouble()
  server.join(ADA, 'owner')
  const bob = server.join(BOB)
  const { desk: ada, calendar } = await withCalendar(server, ADA)
  await ada.call.appointments.create(hour(calendar, 'Visit', '2026-11-20T08:00:00+01:00'))
  await online(ada.call)
  return { server, ada, calendar, bob, bobs: await signedIn(server, BOB) }
}

const writable = async ({ call }: TestDesk, calendar: string) =>
  (await call.calendars.list()).find((view) => view.calendar.id === calendar)?.permission

test('Y6 a calendar shared with a team comes and goes on the desks of its members, with what stands in it', async () => {
  const { ada, calendar, bob, bobs } = await twoPeople()
  await using owner = ada
  await using other = bobs
  const team = teamOf(bob.id)
  await owner.call.teams.put({ team })
  await owner.call.calendars.share({ calendar, team: team.id, permission: 'read' })
  await shows(other.call, ['Visit'])
  expect(await writable(other, calendar)).toBe('read')
  await expect(
    other.call.appointments.create(hour(calendar, 'Mine', '2026-11-20T10:00:00+01:00')),
  ).rejects.toMatchObject(refused('forbidden'))
  await owner.call.calendars.share({ calendar, team: team.id, permission: 'write' })
  await eventually(async () => (await writable(other, calendar)) === 'write')
  await other.call.appointments.create(hour(calendar, 'Mine', '2026-11-20T10:00:00+01:00'))
  await shows(owner.call, ['Visit', 'Mine'])
  await owner.call.teams.put({ team: { ...team, members: [] } })
  await shows(other.call, [])
  expect(await writable(other, calendar)).toBeUndefined()
})

test('a calendar that is passed on is the other’s, with everything in it; who passed it has it no more', async () => {
  const { ada, calendar, bob, bobs } = await twoPeople()
  await using owner = ada
  await using other = bobs
  await owner.call.calendars.pass({ calendar, to: bob.id })
  await shows(other.call, ['Visit'])
  await shows(owner.call, [])
  expect(await writable(other, calendar)).toBe('admin')
  expect((await other.call.calendars.list()).map((view) => view.calendar.owner)).toEqual([bob.id])
})

test('people are changed online alone, and by whoever may', async () => {
  const { server, ada, bob, bobs } = await twoPeople()
  await using owner = ada
  await using other = bobs
  await expect(other.call.members.setRole({ member: bob.id, role: 'owner' })).rejects.toMatchObject(
    refused('forbidden'),
  )
  await owner.call.members.setRole({ member: bob.id, role: 'manager' })
  await eventually(async () => (await other.call.session.get()).member.role === 'manager')
  server.cut()
  await expect(owner.call.members.end({ member: bob.id })).rejects.toMatchObject(refused('server-unreachable'))
  expect(await titles(owner.call)).toEqual(['Visit'])
})
