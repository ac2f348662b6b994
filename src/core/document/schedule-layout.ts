import type { MemberId } from '../model/ids.ts'
import { DateOverride, Schedule, WeeklyHours } from '../model/schedule.ts'
import type { EntityLayout } from './entity-layout.ts'

/** How a member's schedules lie in their document: a key for each day of the week and each date, so that edits meet. */
export function scheduleLayout(member: MemberId): EntityLayout<Schedule> {
  return {
    root: 'schedules',
    schema: Schedule,
    keysOf: ({ name, zone, weekly, overrides }) => [
      ['name', name],
      ['zone', zone],
      ...weekly.map(({ day, ranges }) => [`day:${day}`, ranges] as const),
      ...overrides.map(({ date, ranges }) => [`date:${date}`, ranges] as const),
    ],
    candidate: (id, view) => ({
      id,
      member,
      name: view.get('name'),
      zone: view.get('zone'),
      weekly: view.items('day:', WeeklyHours, (day, ranges) => ({ day: Number(day), ranges })),
      overrides: view.items('date:', DateOverride, (date, ranges) => ({ date, ranges })).slice(0, MOST_OVERRIDES),
    }),
  }
}

const MOST_OVERRIDES = 5_000
