import { expect, test } from 'vitest'
import { Limit } from '../../../src/core/model/event-type.ts'
import { forInvitee } from '../../../src/core/scheduling/for-invitee.ts'
import type { HostReason, Reason } from '../../../src/core/scheduling/reason.ts'
import { AbsenceId, AppointmentId, BreakId, RuleId } from '../../../src/core/model/ids.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import { at, holiday, member, time } from './offer-builder.ts'

const id = '00000000-0000-7000-8000-000000000001'
const moment = at('2026-11-20T08:00Z')
const period = time('2026-11-20T08:00Z', '2026-11-20T09:00Z')
const limit = (of: string): Limit => Limit.parse({ of, measure: 'count', per: 'day', most: 1 })
const hosts = (...reasons: HostReason[]): Reason => ({
  kind: 'hosts',
  need: 'any',
  group: 'Nurses',
  hosts: [{ member: member(1), reasons }],
})

test('S14 an invitee is told what is theirs and the page’s', () => {
  const told: Reason[] = [
    { kind: 'duration-unknown', durations: [30] },
    { kind: 'places', capacity: 3 },
    { kind: 'past' },
    { kind: 'notice', minutes: 60, bookBefore: moment },
    { kind: 'not-yet', from: moment },
    { kind: 'off-grid', earlier: moment, later: moment },
  ]
  expect(forInvitee(told)).toEqual(told)
  expect(forInvitee([{ kind: 'horizon', horizon: { kind: 'bookable-days', days: 3 }, until: moment }])).toEqual([
    { kind: 'horizon', until: moment },
  ])
  expect(forInvitee([{ kind: 'limit', limit: limit('booker'), period }])).toEqual([{ kind: 'booker-limit', period }])
  const full = hosts({ kind: 'seats', time: period, capacity: 3 })
  expect(forInvitee([full])).toEqual([{ kind: 'full' }])
})

test('S14 an invitee is told nothing of anybody’s time, hours or health, nor who they are, nor how often', () => {
  const date = WallDate.parse('2026-11-20')
  const secrets: HostReason[] = [
    { kind: 'outside-hours', date, hours: [period] },
    { kind: 'override', date, hours: [] },
    { kind: 'rule', rule: RuleId.parse(id), time: period },
    { kind: 'break', break: BreakId.parse(id), name: 'Therapy', time: period },
    { kind: 'absence', absence: AbsenceId.parse(id), reason: 'sick', time: period },
    { kind: 'holiday', holiday: holiday('2026-11-20') },
    { kind: 'limit', limit: limit('host'), period },
    { kind: 'busy', time: period, appointment: AppointmentId.parse(id) },
    { kind: 'booking', time: period },
  ]
  for (const secret of secrets) expect(forInvitee([hosts(secret)])).toEqual([{ kind: 'unavailable' }])
  const seats: HostReason = { kind: 'seats', time: period, capacity: 3 }
  expect(forInvitee([hosts(seats, ...secrets)])).toEqual([{ kind: 'unavailable' }])
  expect(forInvitee([{ kind: 'limit', limit: limit('type'), period }])).toEqual([{ kind: 'unavailable' }])
  expect(forInvitee([{ kind: 'host-unknown', member: member(2) }])).toEqual([{ kind: 'unavailable' }])
})

test('S14 an invitee is told each thing once', () => {
  const shut: Reason[] = [
    { kind: 'type-not-active' },
    { kind: 'link-not-active' },
    { kind: 'link-expired', at: moment },
  ]
  const busy: HostReason = { kind: 'busy', time: period }
  expect(forInvitee([...shut, hosts(busy), hosts(busy)])).toEqual([{ kind: 'closed' }, { kind: 'unavailable' }])
})
