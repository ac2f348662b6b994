import { z } from 'zod'
import type { AppointmentTime } from '../model/appointment.ts'
import { DAY, instant } from '../model/instant.ts'
import { WallTime, type WallDate } from '../model/wall.ts'
import { addDays, instantOfReading, utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { offsetAt } from '../time/zone-offset.ts'

/**
 * What belongs to single occurrences is kept under their original start as it was when the series was made. Moving the
 * whole series changes only its `shift` (wall milliseconds since then), in the one value that also holds its start: no
 * exception is rewritten, and one that somebody else makes meanwhile still meets its occurrence.
 */
export const Shift = z.int().min(-8.64e15).max(8.64e15)

/** An original start, moved; undefined where `original` is no wall time or would leave the years 0000 to 9999. */
export function shiftedOriginal(original: string, shift: number): WallTime | undefined {
  const wall = WallTime.safeParse(original)
  if (!wall.success || shift === 0) return wall.data
  return unlessOutOfRange(() => utcAsWall(wallAsUtc(wall.data) + shift))
}

/** The own time of an occurrence, moved along by as much as its series moved on the wall; days move by whole days. */
export function shiftedTime(time: AppointmentTime, shift: number): AppointmentTime | undefined {
  return shift === 0 ? time : unlessOutOfRange(() => moved(time, shift))
}

function moved(time: AppointmentTime, shift: number): AppointmentTime {
  switch (time.kind) {
    case 'timed': {
      const reading = time.startsAt + offsetAt(time.zone, time.startsAt)
      const startsAt = instantOfReading(reading + shift, time.zone)
      return { ...time, startsAt, endsAt: instant(startsAt + time.endsAt - time.startsAt) }
    }
    case 'all-day':
      return { ...time, firstDay: movedDay(time.firstDay, shift), lastDay: movedDay(time.lastDay, shift) }
    case 'floating':
      return { ...time, start: utcAsWall(wallAsUtc(time.start) + shift), end: utcAsWall(wallAsUtc(time.end) + shift) }
  }
}

function movedDay(day: WallDate, shift: number): WallDate {
  return addDays(day, Math.round(shift / DAY))
}

// A peer may have written a shift that leads out of the calendar: the reading is then no reading, not an error of ours.
function unlessOutOfRange<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
