import { describe, expect, test } from 'vitest'
import type { PeopleChange } from '../../../src/core/contract/people-change.ts'
import { planPeopleChange } from '../../../src/core/commands/plan-people-change.ts'
import type { DirectoryState } from '../../../src/core/document/access-facts.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { Member, type Role } from '../../../src/core/model/member.ts'
import { Name } from '../../../src/core/model/workspace.ts'
import { SAMPLE_MEMBER, uuid } from '../document/samples.ts'

const member = (n: number) => ids.MemberId.parse(uuid(n))
const team = (n: number) => ids.TeamId.parse(uuid(100 + n))
const calendar = (n: number) => ids.CalendarId.parse(uuid(200 + n))

const [OLGA, OTTO, ADA, MAX, SAM, TIM, GONE] = [1, 2, 3, 4, 5, 6, 7].map(member)
if (!OLGA || !OTTO || !ADA || !MAX || !SAM || !TIM || !GONE) throw new Error('seven people')
const PEOPLE: readonly (readonly [ids.MemberId, Role])[] = [
  [OLGA, 'owner'],
  [OTTO, 'owner'],
  [ADA, 'admin'],
  [MAX, 'manager'],
  [SAM, 'staff'],
  [TIM, 'staff'],
  [GONE, 'owner'],
]
const people = PEOPLE.map(([id, role]) =>
  Member.parse(Object.assign({}, SAMPLE_MEMBER, { id, role, ended: id === GONE })),
)
const who = (id: ids.MemberId): Member => people.find((one) => one.id === id) ?? SAMPLE_MEMBER

const FRONT = { id: team(1), name: 'Front desk', manager: MAX, members: [SAM, TIM] }
const BACK = { id: team(2), name: 'Back office', members: [SAM] }
const STATE: DirectoryState = {
  members: people,
  teams: [FRONT, BACK],
  owners: [
    { calendar: calendar(1), owner: SAM },
    { calendar: calendar(2), owner: SAM },
    { calendar: calendar(3), owner: OLGA },
  ],
  shares: [
    { calendar: calendar(1), member: TIM, permission: 'read' },
    { calendar: calendar(3), member: SAM, permission: 'admin' },
    { calendar: calendar(3), member: TIM, permission: 'write' },
  ],
  teamShares: [{ calendar: calendar(3), team: FRONT.id, permission: 'read' }],
}

/** Why it is refused, or 'ok'. */
function answer(by: ids.MemberId, change: PeopleChange, state = STATE): string {
  const planned = planPeopleChange(state, by, change)
  return planned.ok ? 'ok' : planned.reason
}

const ACTIONS: Readonly<Record<string, PeopleChange>> = {
  'make Tim a manager': { kind: 'set-role', member: TIM, role: 'manager' },
  'make Tim an owner': { kind: 'set-role', member: TIM, role: 'owner' },
  'make Otto staff': { kind: 'set-role', member: OTTO, role: 'staff' },
  'end Tim': { kind: 'end-member', member: TIM },
  'end Otto': { kind: 'end-member', member: OTTO },
  'name Tim otherwise': { kind: 'edit-member', member: TIM, name: Name.parse('Timo') },
  'name Otto otherwise': { kind: 'edit-member', member: OTTO, name: Name.parse('Ottilie') },
  'change the team that Max manages': { kind: 'put-team', team: { ...FRONT, members: [SAM] } },
  'change another team': { kind: 'put-team', team: { ...BACK, members: [] } },
  'make a team for Max': { kind: 'put-team', team: { ...FRONT, id: team(9), name: 'New' } },
  'remove the team that Max manages': { kind: 'remove-team', team: FRONT.id },
  'share Sam’s calendar': { kind: 'share', share: { calendar: calendar(1), member: TIM, permission: 'write' } },
  'share a calendar on which Sam has admin': { kind: 'share', share: { calendar: calendar(3), team: BACK.id } },
  'pass Sam’s calendar on': { kind: 'pass-calendar', calendar: calendar(1), to: TIM },
}

const [YES, NO] = ['ok', 'forbidden']
const TABLE: Readonly<Record<string, Readonly<Record<'OLGA' | 'ADA' | 'MAX' | 'SAM' | 'GONE', string | undefined>>>> = {
  'make Tim a manager': { OLGA: YES, ADA: YES, MAX: NO, SAM: NO, GONE: NO },
  'make Tim an owner': { OLGA: YES, ADA: NO, MAX: NO, SAM: NO, GONE: NO },
  'make Otto staff': { OLGA: YES, ADA: NO, MAX: NO, SAM: NO, GONE: NO },
  'end Tim': { OLGA: YES, ADA: YES, MAX: NO, SAM: NO, GONE: NO },
  'end Otto': { OLGA: YES, ADA: NO, MAX: NO, SAM: NO, GONE: NO },
  'name Tim otherwise': { OLGA: YES, ADA: YES, MAX: NO, SAM: NO, GONE: NO },
  'name Otto otherwise': { OLGA: YES, ADA: NO, MAX: NO, SAM: NO, GONE: NO },
  'change the team that Max manages': { OLGA: YES, ADA: YES, MAX: YES, SAM: NO, GONE: NO },
  'change another team': { OLGA: YES, ADA: YES, MAX: NO, SAM: NO, GONE: NO },
  'make a team for Max': { OLGA: YES, ADA: YES, MAX: YES, SAM: NO, GONE: NO },
  'remove the team that Max manages': { OLGA: YES, ADA: YES, MAX: NO, SAM: NO, GONE: NO },
  'share Sam’s calendar': { OLGA: NO, ADA: NO, MAX: NO, SAM: YES, GONE: NO },
  'share a calendar on which Sam has admin': { OLGA: YES, ADA: NO, MAX: NO, SAM: YES, GONE: NO },
  'pass Sam’s calendar on': { OLGA: YES, ADA: YES, MAX: NO, SAM: YES, GONE: NO },
}

describe('who may', () => {
  test.each(Object.entries(ACTIONS))('%s', (name, change) => {
    const answers = Object.entries({ OLGA, ADA, MAX, SAM, GONE }).map(([actor, id]) => [actor, answer(id, change)])
    expect(Object.fromEntries(answers)).toEqual(TABLE[name])
  })
})

test('everybody may change what others see of themselves', () => {
  for (const id of [OLGA, ADA, MAX, SAM]) expect(answer(id, { kind: 'edit-member', member: id, name: 'X' })).toBe('ok')
})

describe('the last owner', () => {
  const alone = { ...STATE, members: people.filter(({ id }) => id !== OTTO) }
  test('can neither be made less nor be ended, also where one who has left was an owner', () => {
    expect(answer(OLGA, { kind: 'set-role', member: OLGA, role: 'admin' }, alone)).toBe('last-owner')
    expect(answer(OLGA, { kind: 'end-member', member: OLGA }, alone)).toBe('last-owner')
  })
  test('can, once there is another one', () => {
    expect(answer(OLGA, { kind: 'set-role', member: OLGA, role: 'admin' })).toBe('ok')
    expect(answer(OLGA, { kind: 'end-member', member: OLGA })).toBe('ok')
  })
})

test('a leaver’s calendars go to the successor, who needs no share of them; their place in teams and their shares end', () => {
  expect(planPeopleChange(STATE, ADA, { kind: 'end-member', member: SAM, successor: TIM })).toEqual({
    ok: true,
    value: {
      members: [{ ...who(SAM), ended: true }],
      teams: [
        { ...FRONT, members: [TIM] },
        { ...BACK, members: [] },
      ],
      owners: [
        { calendar: calendar(1), owner: TIM },
        { calendar: calendar(2), owner: TIM },
      ],
      shares: [
        { calendar: calendar(1), member: TIM, permission: undefined },
        { calendar: calendar(3), member: SAM, permission: undefined },
      ],
    },
  })
})

test('a manager who leaves manages no team any more', () => {
  const planned = planPeopleChange(STATE, ADA, { kind: 'end-member', member: MAX })
  expect(planned.ok && planned.value.teams).toEqual([{ id: FRONT.id, name: FRONT.name, members: [SAM, TIM] }])
})

test('a successor is somebody else who is there', () => {
  expect(answer(ADA, { kind: 'end-member', member: SAM, successor: SAM })).toBe('invalid-input')
  expect(answer(ADA, { kind: 'end-member', member: SAM, successor: GONE })).toBe('not-found')
  expect(answer(ADA, { kind: 'pass-calendar', calendar: calendar(1), to: GONE })).toBe('not-found')
})

test('a team has members who are there, a manager whose role says so, and a name of its own', () => {
  expect(answer(ADA, { kind: 'put-team', team: { ...FRONT, members: [GONE] } })).toBe('not-found')
  expect(answer(ADA, { kind: 'put-team', team: { ...FRONT, manager: SAM } })).toBe('invalid-input')
  expect(answer(ADA, { kind: 'put-team', team: { ...FRONT, name: BACK.name } })).toBe('name-taken')
  const doubled = planPeopleChange(STATE, ADA, { kind: 'put-team', team: { ...FRONT, members: [SAM, SAM] } })
  expect(doubled.ok && doubled.value.teams?.[0]?.members).toEqual([SAM])
})

test('a manager keeps to teams that are and stay their own', () => {
  expect(answer(MAX, { kind: 'put-team', team: { ...FRONT, manager: ADA } })).toBe('forbidden')
  expect(answer(MAX, { kind: 'put-team', team: { ...BACK, manager: MAX } })).toBe('forbidden')
})

test('with a team its shares go', () => {
  expect(planPeopleChange(STATE, ADA, { kind: 'remove-team', team: FRONT.id })).toEqual({
    ok: true,
    value: {
      removedTeams: [FRONT.id],
      teamShares: [{ calendar: calendar(3), team: FRONT.id, permission: undefined }],
    },
  })
})

test('an unknown calendar is answered like one that is somebody else’s, and an owner is given no share', () => {
  const share = { calendar: calendar(99), member: TIM, permission: 'read' } as const
  expect(answer(OLGA, { kind: 'share', share })).toBe('forbidden')
  expect(answer(OLGA, { kind: 'pass-calendar', calendar: calendar(99), to: TIM })).toBe('forbidden')
  const own = planPeopleChange(STATE, SAM, { kind: 'share', share: { ...share, calendar: calendar(1), member: SAM } })
  expect(own).toEqual({ ok: true, value: {} })
})
