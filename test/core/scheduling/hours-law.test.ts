import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemberId } from '../../../src/core/model/ids.ts'
import { instant, type Interval } from '../../../src/core/model/instant.ts'
import { commonFree } from '../../../src/core/scheduling/common-free.ts'
import { freeBusy, type FreeBusyHost } from '../../../src/core/scheduling/free-busy.ts'
import type { HostHours } from '../../../src/core/scheduling/host-time.ts'
import { hoursWithin } from '../../../src/core/scheduling/hours-within.ts'
import { impactOf } from '../../../src/core/scheduling/impact.ts'
import { brokenLaw, LONG_TIME } from './oracle/law-runs.ts'
import { openMinutes } from './oracle/open-minutes.ts'
import { hoursAround } from './oracle/random-hours.ts'
import { flatSpans, joined, rangesOverChanges, timesAround, uuid, zones } from './oracle/random-values.ts'
import { bookingsAround } from './random-queries.ts'

const MINUTE = 60_000
const MARGIN = 2 * 1_440

type Asked = {
  readonly range: Interval
  readonly hosts: readonly FreeBusyHost[]
  readonly after: HostHours
  readonly booked: readonly Interval[]
}

const asked: fc.Arbitrary<Asked> = rangesOverChanges(300, 4_000).chain(([zone, given]) => {
  const range = { start: whole(given.start), end: whole(given.end) }
  const hours = hoursAround(fc.oneof(fc.constant(zone), zones), range)
  const host = fc.record({
    member: fc.constant(MemberId.parse(uuid(1))),
    hours,
    busy: fc.array(timesAround(range), { maxLength: 4 }).map(flatSpans),
    bookings: fc.array(bookingsAround(range, 30), { maxLength: 2 }),
    known: fc.constantFrom('full' as const, 'full' as const, 'busy-only' as const, 'unknown' as const),
  })
  const booked = fc.array(timesAround(range).map(wholeMinutes), { maxLength: 10 })
  const rest = fc.record({ range: fc.constant(range), after: hours, booked })
  return joined(rest, fc.record({ hosts: fc.array(host, { minLength: 1, maxLength: 3 }) }))
})

const whole = (at: number) => instant(Math.floor(at / MINUTE) * MINUTE)
const wholeMinutes = ({ start, end }: Interval): Interval => ({ start: whole(start), end: whole(end + MINUTE) })

const holds = (spans: readonly number[], at: number): boolean =>
  spans.some((start, i) => i % 2 === 0 && start <= at && at < (spans[i + 1] ?? start))
const flat = (times: readonly Interval[]): number[] => times.flatMap(({ start, end }): number[] => [start, end])

/** Whether the host works in the minute that begins then. */
function minutesOf(hours: HostHours, { start, end }: Interval): (at: number) => boolean {
  const from = start / MINUTE - MARGIN
  const open = openMinutes(hours, { from, until: end / MINUTE + MARGIN })
  return (at) => open[at / MINUTE - from] === 1
}

function everyMinute({ start, end }: Interval, isRight: (at: number) => boolean): boolean {
  for (let at: number = start; at < end; at += MINUTE) if (!isRight(at)) return false
  return true
}

test('S3 S5 the hours are those of a look at every minute', LONG_TIME, () => {
  const same = ({ hosts, range }: Asked): boolean =>
    hosts.every(({ hours }) => {
      const works = minutesOf(hours, range)
      const spans = hoursWithin(hours, range)
      return everyMinute(range, (at) => works(at) === holds(spans, at))
    })
  expect(brokenLaw(asked, 400, same)).toBeUndefined()
})

const isTaken = ({ busy, bookings, known }: FreeBusyHost, at: number): boolean =>
  known !== 'unknown' && (holds(busy, at) || holds(flat(bookings), at))

test('S6 somebody is free when they work and nothing takes the time; what is not known is not told', LONG_TIME, () => {
  const same = ({ hosts, range }: Asked): boolean =>
    hosts.every((host) => {
      const [told] = freeBusy([host], [range])
      const works = minutesOf(host.hours, range)
      return everyMinute(range, (at) => {
        const free = host.known === 'full' && works(at) && !isTaken(host, at)
        return holds(flat(told?.free ?? []), at) === free && holds(flat(told?.busy ?? []), at) === isTaken(host, at)
      })
    })
  expect(brokenLaw(asked, 400, same)).toBeUndefined()
})

test('S10 several are free together when each of them is, for long enough', LONG_TIME, () => {
  const same = ({ hosts, range }: Asked): boolean => {
    const works = hosts.map((host) => (host.known === 'full' ? minutesOf(host.hours, range) : () => true))
    const all = flat(commonFree(hosts, range, 0))
    const long = commonFree(hosts, range, 30)
    return (
      long.every(({ start, end }) => end - start >= 30 * MINUTE && holds(all, start)) &&
      everyMinute(range, (at) => holds(all, at) === hosts.every((host, i) => works[i]?.(at) && !isTaken(host, at)))
    )
  }
  expect(brokenLaw(asked, 400, same)).toBeUndefined()
})

test('C12 a change of hours affects what lay wholly in them and no longer does', LONG_TIME, () => {
  const same = ({ hosts: [host], range, after, booked }: Asked): boolean => {
    if (!host) return false
    const around = { start: instant(range.start - 10 * 1_440 * MINUTE), end: instant(range.end + 1_440 * MINUTE) }
    const [before, now] = [minutesOf(host.hours, around), minutesOf(after, around)]
    const affected = booked.filter((time) => everyMinute(time, before) && !everyMinute(time, now))
    return JSON.stringify(impactOf(host.hours, after, booked)) === JSON.stringify(affected)
  }
  expect(brokenLaw(asked, 300, same)).toBeUndefined()
})
