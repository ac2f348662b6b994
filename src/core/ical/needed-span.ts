import type { Instant } from '../model/instant.ts'
import { expandSeries } from '../time/recurrence.ts'
import { dateAsUtc, utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import type { EventProperties } from './event-properties.ts'
import type { Needed } from './file-clocks.ts'
import { readRecurrenceRule } from './recurrence-rule.ts'
import { readTimeValue } from './time-value.ts'

const DAY = 86_400_000
const YEARS = 3 * 366 * DAY
const CENTURY = 36_525 * DAY
const MOST = 1_000

/** From the first start of an event to its last; of one that goes on for ever or for very long, some years from now on. */
export function neededSpan(event: EventProperties, now: Instant): Needed {
  const first = readingsOf(event, 'dtstart')[0] ?? readingsOf(event, 'recurrence-id')[0] ?? 0
  const listed = [first, ...readingsOf(event, 'dtend'), ...readingsOf(event, 'rdate')]
  const last = Math.max(...listed) + DAY
  const about = { from: first, until: event.names.has('rrule') ? Math.max(last, now) + YEARS : last }
  return {
    about,
    exactly: () => {
      const end = lastOfRules(event, first)
      return { from: first, until: end === undefined ? about.until : Math.max(last, end + DAY) }
    },
  }
}

function readingsOf(event: EventProperties, name: string): number[] {
  return event.all(name).flatMap((property) =>
    property.values.flatMap((value) => {
      const read = readTimeValue(value.split('/')[0] ?? '')
      if (!read) return []
      return read.kind === 'date' ? dateAsUtc(read.date) : wallAsUtc(read.wall)
    }),
  )
}

function lastOfRules(event: EventProperties, first: number): number | undefined {
  const start = utcAsWall(first)
  const rules = event.all('rrule').flatMap((property) => {
    const rule = readRecurrenceRule(property.values[0] ?? '', { start, allDay: false, wallOf: utcAsWall })
    return rule.ok ? [rule.value] : []
  })
  const series = { start, allDay: false, length: 0, rules, rdates: [], exdates: [] }
  try {
    return expandSeries(series, { from: first, until: first + CENTURY }, MOST).at(-1)?.starts ?? first
  } catch {
    return undefined
  }
}
