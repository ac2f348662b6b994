import { expect, test } from 'vitest'
import type { z } from 'zod'
import { Reason } from '../../../src/core/contract/reason.ts'
import type { Reason as SchedulingReason } from '../../../src/core/scheduling/reason.ts'
import { uuid } from '../document/samples.ts'

type Wire = z.infer<typeof Reason>
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? 'same' : 'more') : 'less'

test('what crosses the wire is what the engine says: the compiler compares the two', () => {
  const whole: Same<Wire, SchedulingReason> = 'same'
  const kinds: Same<Wire['kind'], SchedulingReason['kind']> = 'same'
  const hosts: Same<Extract<Wire, { kind: 'hosts' }>, Extract<SchedulingReason, { kind: 'hosts' }>> = 'same'
  expect([whole, kinds, hosts]).toEqual(['same', 'same', 'same'])
})

test.each([
  { kind: 'past' },
  { kind: 'horizon', horizon: { kind: 'bookable-days', days: 3 }, until: 9 },
  { kind: 'limit', limit: { of: 'type', measure: 'count', per: 'day', most: 2 }, period: { start: 0, end: 9 } },
  {
    kind: 'hosts',
    need: 'any',
    group: 'Doctors',
    hosts: [
      {
        member: uuid(2),
        reasons: [
          { kind: 'outside-hours', date: '2026-03-02', hours: [{ start: 0, end: 9 }] },
          { kind: 'busy', time: { start: 0, end: 9 }, gap: 15 },
          { kind: 'holiday', holiday: { date: '2026-03-02', name: 'Day', source: 'workspace' } },
        ],
      },
      { member: uuid(3), standsInFor: uuid(2), reasons: [] },
    ],
  },
])('S14 $kind comes out as it went in', (reason) => {
  expect(Reason.parse(reason)).toStrictEqual(reason)
})
