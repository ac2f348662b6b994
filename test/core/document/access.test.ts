import { describe, expect, test } from 'vitest'
import { accessTo, type Access, type AccessFacts } from '../../../src/core/document/access.ts'
import type { DocumentRef } from '../../../src/core/document/document-name.ts'
import type { Permission } from '../../../src/core/model/calendar.ts'
import type { Role } from '../../../src/core/model/member.ts'
import { ANNA, BEN, CALENDAR, TEAM, WORKSPACE } from './samples.ts'

type Standing = { readonly role?: Role; readonly owner?: typeof ANNA; readonly share?: Permission }

const DOCUMENTS = {
  directory: { kind: 'directory', workspace: WORKSPACE },
  team: { kind: 'team', workspace: WORKSPACE, team: TEAM },
  'own member': { kind: 'member', workspace: WORKSPACE, member: ANNA },
  "other's member": { kind: 'member', workspace: WORKSPACE, member: BEN },
  'own private': { kind: 'private', workspace: WORKSPACE, member: ANNA },
  "other's private": { kind: 'private', workspace: WORKSPACE, member: BEN },
  calendar: { kind: 'calendar', workspace: WORKSPACE, calendar: CALENDAR },
  entries: { kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: 'series' },
  busy: { kind: 'busy', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q1' },
  verdicts: { kind: 'verdicts', workspace: WORKSPACE, calendar: CALENDAR },
} as const satisfies Record<string, DocumentRef>

function accessOf({ role, owner, share }: Standing): Record<string, Access> {
  const facts: AccessFacts = { role: () => role, ownerOf: () => owner, shareOn: () => share }
  return Object.fromEntries(Object.entries(DOCUMENTS).map(([name, ref]) => [name, accessTo(ref, ANNA, facts)]))
}

const NO_CALENDAR = { calendar: 'none', entries: 'none', busy: 'none', verdicts: 'none' } as const
const OWN = { directory: 'read', 'own member': 'write', 'own private': 'write', "other's private": 'none' } as const
const AS_STAFF = { ...OWN, team: 'read', "other's member": 'read' } as const
const AS_ADMIN = { ...OWN, team: 'write', "other's member": 'write' } as const

describe('Anna may', () => {
  test('nothing in a workspace of which she is no member', () => {
    const nothing = Object.fromEntries(Object.keys(DOCUMENTS).map((name) => [name, 'none']))
    expect(accessOf({ owner: ANNA, share: 'admin' })).toEqual(nothing)
  })

  test.each(['staff', 'manager'] as const)('as %s write what is hers and read the rest of the team', (role) => {
    expect(accessOf({ role, owner: BEN })).toEqual({ ...AS_STAFF, ...NO_CALENDAR })
  })

  test.each(['owner', 'admin'] as const)('as %s write definitions, but nobody else’s calendar', (role) => {
    expect(accessOf({ role, owner: BEN })).toEqual({ ...AS_ADMIN, ...NO_CALENDAR })
  })

  test.each([
    ['free-busy', { calendar: 'none', entries: 'none', busy: 'read', verdicts: 'none' }],
    ['read', { calendar: 'read', entries: 'read', busy: 'none', verdicts: 'read' }],
    ['write', { calendar: 'read', entries: 'write', busy: 'none', verdicts: 'read' }],
    ['admin', { calendar: 'write', entries: 'write', busy: 'none', verdicts: 'read' }],
  ] as const)('by a share of %s on a calendar as much as it says', (share, calendar) => {
    expect(accessOf({ role: 'staff', owner: BEN, share })).toEqual({ ...AS_STAFF, ...calendar })
  })

  test('do everything with a calendar of her own, whatever share says otherwise', () => {
    const calendar = { calendar: 'write', entries: 'write', busy: 'none', verdicts: 'read' }
    expect(accessOf({ role: 'staff', owner: ANNA, share: 'free-busy' })).toEqual({ ...AS_STAFF, ...calendar })
  })

  test('claim a calendar that nobody owns yet, before anything is written into it', () => {
    expect(accessOf({ role: 'staff' })).toEqual({ ...AS_STAFF, ...NO_CALENDAR, calendar: 'claim' })
  })
})
