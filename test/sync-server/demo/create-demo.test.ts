import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { ok } from '../../../src/core/model/result.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { absencesOf } from '../../../src/storage/queries/absences-of.ts'
import { busyOf } from '../../../src/storage/queries/busy-of.ts'
import { calendarsOf } from '../../../src/storage/queries/calendars-of.ts'
import { membersOf } from '../../../src/storage/queries/members-of.ts'
import { schedulesOf } from '../../../src/storage/queries/schedules-of.ts'
import { sharesOf } from '../../../src/storage/queries/shares-of.ts'
import { createDemo, type DemoDeps } from '../../../sync-server/demo/create-demo.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from '../booking/booking-world.ts'
import { createNode, setUp, slots } from '../booking/booking-world.ts'

const LONDON = ZoneName.parse('Europe/London')
const ACCOUNTS = [
  { email: 'elena@harbour.example', password: 'demo-elena', role: 'owner' },
  { email: 'jonas@harbour.example', password: 'demo-jonas', role: 'staff' },
  { email: 'priya@harbour.example', password: 'demo-priya', role: 'staff' },
  { email: 'marta@harbour.example', password: 'demo-marta', role: 'staff' },
]

test('the demo is a clinic of four with calendars, shares, hours and something to book', async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  expect(await createDemo(depsOf(node), LONDON)).toEqual({ accounts: ACCOUNTS, booking: 'elena-consultation' })

  const [workspace] = await store.read.select().from(store.read.tables.workspace)
  if (!workspace) throw new Error('no workspace')
  const members = await membersOf(store.read, workspace.id)
  expect(new Set(members.map(({ name, role }) => `${name}, ${role}`))).toEqual(
    new Set(['Elena Marsh, owner', 'Jonas Okafor, staff', 'Marta Lindqvist, staff', 'Priya Nair, staff']),
  )
  const calendars = await calendarsOf(store.read, workspace.id)
  expect(calendars).toHaveLength(6)
  const shares = await sharesOf(store.read, workspace.id)
  expect(new Set(shares.map(({ permission }) => permission))).toEqual(new Set(['read', 'write', 'admin']))
  const marta = members.find(({ name }) => name === 'Marta Lindqvist')?.id
  const priyas = calendars.find(({ name }) => name === 'Physiotherapy')?.id
  expect(shares.some(({ calendar, member }) => calendar === priyas && member === marta)).toBe(false)

  expect(workspace.holidayRegion).toEqual({ country: 'GB', state: 'ENG' })
  const away = await absencesOf(store.read, { workspace: workspace.id })
  expect(away.map(({ member, data }) => ({ member, reason: data.reason }))).toEqual([
    { member: marta, reason: 'other' },
  ])
  const schedules = await schedulesOf(store.read, { workspace: workspace.id })
  const lunches = schedules.flatMap(({ data }) => data.breaks.map(({ name }) => name))
  expect(lunches).toEqual(['Lunch', 'Lunch'])

  const from = Date.parse('2026-11-16T00:00:00Z')
  const span = { start: instant(from), end: instant(Date.parse('2026-11-28T00:00:00Z')) }
  const busy = await busyOf(store.read, {
    workspace: workspace.id,
    members: members.map(({ id }) => id),
    span,
    wallSpans: new Map(members.map(({ id }) => [id, { from: span.start, until: span.end }])),
  })
  for (const rows of busy.values()) expect(rows.length).toBeGreaterThan(25)
  for (const link of ['elena-consultation', 'jonas-child-check-up', 'priya-physiotherapy', 'marta-vaccination']) {
    const { text } = await slots(node, { start: '2026-11-23', end: '2026-11-29', timezone: 'Europe/London' }, link)
    expect(text.match(/"start"/g)?.length).toBeGreaterThan(5)
  }
})

test('the demo is made once, and finished where it was interrupted', async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  const deps = depsOf(node)
  const half: DemoDeps = {
    ...deps,
    accounts: { ...deps.accounts, addMember: () => Promise.reject(new Error('killed')) },
  }
  await expect(createDemo(half, LONDON)).rejects.toThrow('killed')
  await createDemo(deps, LONDON)
  const { appointment, member } = store.read.tables
  const before = await store.read.select().from(appointment)
  expect(before.length).toBeGreaterThan(200)
  expect(await createDemo(deps, LONDON)).toEqual({ accounts: ACCOUNTS, booking: 'elena-consultation' })
  expect(await store.read.select().from(appointment)).toHaveLength(before.length)
  expect(await store.read.select().from(member)).toHaveLength(4)
})

test('a server that holds a workspace is left alone', async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  await setUp(node)
  expect(await createDemo(depsOf(node), LONDON)).toBeUndefined()
  expect(await store.read.select().from(store.read.tables.workspace)).toHaveLength(1)
})

// Accounts without passwords: proving who someone is has tests of its own.
function depsOf({ deps }: Node): DemoDeps {
  const opened = ok({ account: 'account', session: 'session' })
  const put = async (workspace: ids.WorkspaceId, change: Parameters<Put>[1]) => {
    await deps.serverTransaction((scope) => scope.putDirectory(workspace, change))
    return opened
  }
  return {
    ...deps,
    accounts: {
      register: ({ workspace, member }) => put(workspace.id, { workspace, members: [member] }),
      addMember: ({ workspace, member }) => put(workspace, { members: [member] }),
    },
  }
}

type Scope = Parameters<Parameters<Node['deps']['serverTransaction']>[0]>[0]
type Put = Scope['putDirectory']
