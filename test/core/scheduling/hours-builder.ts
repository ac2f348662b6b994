import { Absence } from '../../../src/core/model/absence.ts'
import { Holiday } from '../../../src/core/model/holiday.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import type { HostHours } from '../../../src/core/scheduling/host-time.ts'

export type GivenHours = { [Key in keyof HostHours]?: unknown }

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** `09:00-12:00 13:00-17:00` */
export function ranges(text: string): { start: string; end: string }[] {
  return text === ''
    ? []
    : text.split(' ').map((range) => {
        const [start = '', end = ''] = range.split('-')
        return { start, end }
      })
}

export function weekly(text: string, days: readonly number[] = [0, 1, 2, 3, 4, 5, 6]): unknown {
  return days.map((day) => ({ day, ranges: ranges(text) }))
}

/** Every day 09:00-17:00 in London, nothing else. */
export function hostHours(given: GivenHours = {}): HostHours {
  const { absences = [], holidays = [], ...rest } = given
  const schedule = Schedule.parse({
    id: id(100),
    member: id(1),
    name: 'Week',
    zone: 'Europe/London',
    weekly: weekly('09:00-17:00'),
    overrides: [],
    ...rest,
  })
  const { zone, weekly: week, overrides, rules, breaks, travel } = schedule
  return {
    zone,
    weekly: week,
    overrides,
    rules,
    breaks,
    travel,
    absences: Absence.array().parse(absences),
    holidays: Holiday.array().parse(holidays),
  }
}

export function rule(n: number, given: Record<string, unknown>): unknown {
  return { id: id(400 + n), kind: 'closed', ranges: [], ...given }
}

export function breakAt(n: number, text: string, dates: unknown): unknown {
  return { id: id(500 + n), name: `Break ${n}`, dates, ranges: ranges(text) }
}

export function absence(n: number, time: unknown, given: Record<string, unknown> = {}): unknown {
  return { id: id(600 + n), member: id(1), time, reason: 'vacation', source: 'manual', ...given }
}

export function holiday(date: string): unknown {
  return { date, name: `Holiday ${date}`, source: 'country' }
}
