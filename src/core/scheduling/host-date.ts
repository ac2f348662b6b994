import type { Instant } from '../model/instant.ts'
import type { WallDate, ZoneName } from '../model/wall.ts'
import { wallDateOf } from '../time/wall-clock.ts'
import type { HostHours } from './host-time.ts'

type Places = Pick<HostHours, 'zone' | 'travel'>

/** The date on the host's wall at `at`: in a journey's zone where it is one of the journey's dates there (S5). */
export function hostDate({ zone, travel }: Places, at: Instant): WallDate {
  for (const trip of travel.toReversed()) {
    const date = wallDateOf(at, trip.zone)
    if (tripOn(travel, date) === trip) return date
  }
  return wallDateOf(at, zone)
}

/** Whose wall times a date of the host has. */
export function zoneOnDate({ zone, travel }: Places, date: WallDate): ZoneName {
  return tripOn(travel, date)?.zone ?? zone
}

/** S5a: of overlapping travel the last in the list holds. */
function tripOn(travel: Places['travel'], date: WallDate): Places['travel'][number] | undefined {
  return travel.findLast(({ from, until }) => from <= date && date <= until)
}
