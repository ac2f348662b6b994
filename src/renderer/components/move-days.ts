import type { AppointmentTime } from '../../core/model/appointment.ts'
import { DAY, instant } from '../../core/model/instant.ts'
import type { ZoneName } from '../../core/model/wall.ts'
import { addDays, utcAsWall, wallAsUtc } from '../../core/time/wall-clock.ts'
import { DAY_MINUTES, instantAtMinutes, wallMinutes } from './time-grid/column-clock.ts'

/** `time` as many dates later, at the same reading of the clock of `zone`, of the same exact length. */
export function movedByDays(time: AppointmentTime, days: number, zone: ZoneName): AppointmentTime {
  switch (time.kind) {
    case 'all-day':
      return { ...time, firstDay: addDays(time.firstDay, days), lastDay: addDays(time.lastDay, days) }
    case 'floating': {
      const moved = (wall: typeof time.start): typeof time.start => utcAsWall(wallAsUtc(wall) + days * DAY)
      return { ...time, start: moved(time.start), end: moved(time.end) }
    }
    case 'timed': {
      const startsAt = instantAtMinutes(wallMinutes(time.startsAt, zone) + days * DAY_MINUTES, zone)
      return { ...time, startsAt, endsAt: instant(startsAt + time.endsAt - time.startsAt) }
    }
  }
}
