import { describe, expect, test } from 'vitest'
import { accessFactsOf, type DirectoryState } from '../../../src/core/document/access-facts.ts'
import { accessTo, type Access } from '../../../src/core/document/access.ts'
import type { DocumentRef } from '../../../src/core/document/document-name.ts'
import { Permission } from '../../../src/core/model/calendar.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { Role } from '../../../src/core/model/member.ts'
import { ANNA, BEN, CALENDAR, SAMPLE_MEMBER, TEAM, uuid, WORKSPACE } from './samples.ts'

type Owner = typeof ANNA
type Standing = {
  readonly role?: Role
  /** Of the calendar. */
  readonly owner?: Owner
  readonly share?: Permission
  readonly teamShare?: Permission
  readonly manager?: Owner
  readonly ended?: boolean
}

const OTHER_TEAM = ids.TeamId.parse(uuid(40))

const DOCUMENTS = {
  directory: { kind: 'directory', workspace: WORKSPACE },
  team: { kind: 'team', workspace: WORKSPACE, team: TEAM },
  'unknown team': { kind: 'team', workspace: WORKSPACE, team: OTHER_TEAM },
  'own member': { kind: 'member', workspace: WORKSPACE, member: ANNA },
  "other's member": { kind: 'member', workspace: WORKSPACE, member: BEN },
  'own private': { kind: 'private', workspace: WORKSPACE, member: ANNA },
  "other's private": { kind: 'private', workspace: WORKSPACE, member: BEN },
  contacts: { kind: 'contacts', workspace: WORKSPACE, shard: '0f' },
  orders: { kind: 'orders', workspace: WORKSPACE, month: '2026-11' },
  calendar: { kind: 'calendar', workspace: WORKSPACE, calendar: CALENDAR },
  series: { kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: 'series' },
  quarter: { kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q1' },
  month: { kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-01' },
  busy: { kind: 'busy', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q1' },
  verdicts: { kind: 'verdicts', workspace: WORKSPACE, calendar: CALENDAR },
} as const satisfies Record<string, DocumentRef>

/** Anna as she stands, Ben as staff; Anna is in the team. */
function stateOf({ role, owner, share, teamShare, manager, ended = false }: Standing): DirectoryState {
  const anna = role === undefined ? [] : [{ ...SAMPLE_MEMBER, id: ANNA, role, ended }]
  return {
    members: [...anna, { ...SAMPLE_MEMBER, id: BEN, role: 'staff' }],
    teams: [{ id: TEAM, name: 'Front desk', members: [ANNA], ...(manager && { manager }) }],
    owners: owner === undefined ? [] : [{ calendar: CALENDAR, owner }],
    shares: share === undefined ? [] : [{ calendar: CALENDAR, member: ANNA, permission: share }],
    teamShares: teamShare === undefined ? [] : [{ calendar: CALENDAR, team: TEAM, permission: teamShare }],
  }
}

function accessOf(standing: Standing): Record<string, Access> {
  const facts = accessFactsOf(stateOf(standing))
  return Object.fromEntries(Object.entries(DOCUMENTS).map(([name, ref]) => [name, accessTo(ref, ANNA, facts)]))
}

const NOTHING = Object.fromEntries(Object.keys(DOCUMENTS).map((name) => [name, 'none']))
const NO_CALENDAR = {
  calendar: 'none',
  series: 'none',
  quarter: 'none',
  month: 'none',
  busy: 'none',
  verdicts: 'none',
} as const
const OWN = {
  directory: 'read',
  'own member': 'write',
  'own private': 'write',
  "other's private": 'none',
  contacts: 'write',
  orders: 'write',
} as const
const AS_STAFF = { ...OWN, team: 'read', 'unknown team': 'read', "other's member": 'read' } as const
const AS_ADMIN = { ...OWN, team: 'write', 'unknown team': 'write', "other's member": 'write' } as const
const BY_ROLE = { staff: AS_STAFF, manager: AS_STAFF, admin: AS_ADMIN, owner: AS_ADMIN } as const

const BY_PERMISSION = {
  'free-busy': { ...NO_CALENDAR, busy: 'read' },
  read: { calendar: 'read', series: 'read', quarter: 'read', month: 'read', busy: 'none', verdicts: 'read' },
  write: { calendar: 'read', series: 'write', quarter: 'write', month: 'write', busy: 'none', verdicts: 'read' },
  admin: { calendar: 'write', series: 'write', quarter: 'write', month: 'write', busy: 'none', verdicts: 'read' },
} as const

describe.each(Role.options)('Anna as %s may', (role) => {
  test('read and write what her role says, and nobody else’s calendar', () => {
    expect(accessOf({ role, owner: BEN })).toEqual({ ...BY_ROLE[role], ...NO_CALENDAR })
  })

  test.each(Permission.options)(
    'do with a calendar what a share of %s says, given to her or to her team',
    (permission) => {
      const expected = { ...BY_ROLE[role], ...BY_PERMISSION[permission] }
      expect(accessOf({ role, owner: BEN, share: permission })).toEqual(expected)
      expect(accessOf({ role, owner: BEN, teamShare: permission })).toEqual(expected)
    },
  )

  test('do everything with a calendar of her own, whatever share says otherwise', () => {
    const expected = { ...BY_ROLE[role], ...BY_PERMISSION.admin }
    expect(accessOf({ role, owner: ANNA, share: 'free-busy', teamShare: 'read' })).toEqual(expected)
  })

  test('claim a calendar that nobody owns yet, before anything is written into it', () => {
    const expected = { ...BY_ROLE[role], ...NO_CALENDAR, calendar: 'claim' }
    expect(accessOf({ role, share: 'admin', teamShare: 'admin' })).toEqual(expected)
  })

  test('do nothing once she has left, whatever she owns and is shared', () => {
    expect(accessOf({ role, owner: ANNA, share: 'admin', teamShare: 'admin', manager: ANNA, ended: true })).toEqual(
      NOTHING,
    )
  })
})

test('whoever is no member may nothing', () => {
  expect(accessOf({ owner: ANNA, share: 'admin', teamShare: 'admin', manager: ANNA })).toEqual(NOTHING)
})

test.each([
  ['read', 'free-busy'],
  ['free-busy', 'read'],
  ['write', 'read'],
  ['free-busy', 'admin'],
] as const)('of a share of %s and one of %s by her team the stronger one counts', (share, teamShare) => {
  const strongest = Permission.options[Math.max(...[share, teamShare].map((one) => Permission.options.indexOf(one)))]
  expect(accessOf({ role: 'staff', owner: BEN, share, teamShare })).toEqual(
    accessOf({ role: 'staff', owner: BEN, ...(strongest && { share: strongest }) }),
  )
})

test('a team’s manager writes what it offers, and no other team’s', () => {
  expect(accessOf({ role: 'manager', owner: BEN, manager: ANNA })).toEqual({
    ...AS_STAFF,
    team: 'write',
    ...NO_CALENDAR,
  })
  expect(accessOf({ role: 'manager', owner: BEN, manager: BEN })).toEqual({ ...AS_STAFF, ...NO_CALENDAR })
})

test('one who was made staff is no team’s manager any more', () => {
  expect(accessOf({ role: 'staff', owner: BEN, manager: ANNA })).toEqual({ ...AS_STAFF, ...NO_CALENDAR })
})
