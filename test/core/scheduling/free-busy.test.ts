import { expect, test } from 'vitest'
import { MemberId } from '../../../src/core/model/ids.ts'
import { commonFree } from '../../../src/core/scheduling/common-free.ts'
import { freeBusy, type FreeBusyHost } from '../../../src/core/scheduling/free-busy.ts'
import { booked, daily, host, span, time } from './slot-query-builder.ts'

const member = (n: number): MemberId => MemberId.parse(`00000000-0000-7000-8000-00000000000${n}`)
const at = (start: string, end: string) => time(`2026-11-20T${start}Z`, `2026-11-20T${end}Z`)
const day = time('2026-11-20T00:00Z', '2026-11-21T00:00Z')

function person(n: number, given: Partial<FreeBusyHost> = {}): FreeBusyHost {
  return { member: member(n), hours: host(), busy: [], bookings: [], known: 'full', ...given }
}

test('S6 free is what the hours have and nothing takes; both lie in the range', () => {
  const one = person(1, {
    busy: [...span('08:00', '09:30'), ...span('10:00', '10:00'), ...span('11:30', '13:00')],
    bookings: [booked('10:30', '11:00', { before: 15, after: 15 })],
  })
  expect(freeBusy([one], [day, at('09:00', '10:45')])).toEqual([
    {
      member: member(1),
      range: day,
      busy: [at('08:00', '09:30'), at('10:30', '11:00'), at('11:30', '13:00')],
      free: [at('09:30', '10:30'), at('11:00', '11:30')],
      source: 'full',
    },
    {
      member: member(1),
      range: at('09:00', '10:45'),
      busy: [at('09:00', '09:30'), at('10:30', '10:45')],
      free: [at('09:30', '10:30')],
      source: 'full',
    },
  ])
})

test('S6 it says of whom not everything is known, and calls nobody free without knowing their hours', () => {
  const busy = span('10:00', '11:00')
  const people = [person(1, { busy, known: 'busy-only' }), person(2, { busy, known: 'unknown' })]
  expect(freeBusy(people, [day])).toEqual([
    { member: member(1), range: day, busy: [at('10:00', '11:00')], free: [], source: 'busy-only' },
    { member: member(2), range: day, busy: [], free: [], source: 'unknown' },
  ])
})

test('S10 all of them are free at once, for long enough', () => {
  const people = [
    person(1, { busy: span('09:45', '10:00') }),
    person(2, { hours: host({ weekly: daily('09:30-11:30') }) }),
    person(3, { known: 'busy-only', busy: span('10:30', '10:45') }),
    person(4, { known: 'unknown' }),
  ]
  expect(commonFree(people, day, 15)).toEqual([at('09:30', '09:45'), at('10:00', '10:30'), at('10:45', '11:30')])
  expect(commonFree(people, day, 30)).toEqual([at('10:00', '10:30'), at('10:45', '11:30')])
  expect(commonFree([...people, person(5, { hours: host({ weekly: [] }) })], day, 1)).toEqual([])
  expect(commonFree([], day, 1)).toEqual([])
})
