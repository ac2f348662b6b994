import { DAY, instant, MINUTE, type Instant } from '../src/core/model/instant.ts'
import { addDays } from '../src/core/time/wall-clock.ts'
import type { SlotCase } from './slot-case.ts'

type Input = SlotCase['input']
type Times = Input['bookings']

/** The same so many weeks later; busy times moved by up to an hour either way, in quarters. */
export function movedInput(input: Input, weeks: number, random: () => number): Input {
  const later = (at: Instant): Instant => instant(at + weeks * 7 * DAY)
  const spread = (times: Times): Times =>
    times.map(([start, end]) => {
      const by = Math.round(random() * 8 - 4) * 15 * MINUTE
      return [instant(later(start) + by), instant(later(end) + by)]
    })
  return {
    ...input,
    rangeStart: later(input.rangeStart),
    rangeEnd: later(input.rangeEnd),
    hosts: input.hosts.map((host) => ({
      ...host,
      overrides: host.overrides.map((one) => Object.assign({}, one, { date: addDays(one.date, weeks * 7) })),
      holidays: host.holidays.map((date) => addDays(date, weeks * 7)),
      busy: spread(host.busy),
    })),
    bookings: spread(input.bookings),
  }
}
