import { expect, test } from 'vitest'
import type { HostBooking } from '../../../src/core/scheduling/host-time.ts'
import { EventTypeId } from '../../../src/core/model/ids.ts'
import { at, booked, host, starts } from './slot-query-builder.ts'

const course = EventTypeId.parse('00000000-0000-7000-8000-000000000001')

test('S13 a start stays while it has the seats that are asked for, and blocks those around it', () => {
  const lesson = { ...booked('10:00', '11:00', { before: 0, after: 0 }), eventType: course, seats: 3 }
  const taken = (places: number, change: Partial<HostBooking> = {}): string[] => {
    const hosts = [host({ bookings: [{ ...lesson, ...change }] })]
    return starts({ hosts, step: 30, seats: { eventType: course, capacity: 5, places } })
  }
  expect(taken(2)).toEqual(['09:00', '10:00', '11:00'])
  expect(taken(3)).toEqual(['09:00', '11:00'])
  expect(taken(1, { eventType: EventTypeId.parse('00000000-0000-7000-8000-000000000002') })).toEqual(['09:00', '11:00'])
  expect(taken(1, { end: at('2026-11-20T10:30Z') })).toEqual(['09:00', '10:30', '11:00'])
  expect(starts({ hosts: [host({ bookings: [lesson] })] })).toEqual(['09:00', '11:00'])
})

test('S13 a start with seats is no gap that opens', () => {
  const lesson = { ...booked('10:20', '11:20', { before: 0, after: 0 }), eventType: course, seats: 1 }
  const seats = { eventType: course, capacity: 5, places: 1 }
  expect(starts({ fillGaps: true, hosts: [host({ bookings: [lesson] })], seats })).toEqual(['09:00'])
})
