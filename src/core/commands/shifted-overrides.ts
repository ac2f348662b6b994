import { shiftedOriginal, shiftedTime } from '../document/series-frame.ts'
import type { Appointment, Override } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'

/** Wall milliseconds by which the originals move, and those by which an exception's own time does. */
export type Shifts = { readonly originals: number; readonly times: number }

/** The exceptions of a series that moves, each still with its occurrence. One that would leave the calendar is dropped. */
export function shiftedOverrides(overrides: Appointment['overrides'], shifts: Shifts): Appointment['overrides'] {
  const moved = Object.entries(overrides).flatMap(([original, own]): [WallTime, Override][] => {
    const to = shiftedOriginal(original, shifts.originals)
    if (to === undefined) return []
    return [[to, own.time === undefined ? own : { ...own, time: shiftedTime(own.time, shifts.times) }]]
  })
  return Object.fromEntries(moved)
}
