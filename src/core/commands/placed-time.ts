import { AppointmentTime } from '../model/appointment.ts'

// 0000-01-01T00:00:00Z and 10000-01-01T00:00:00Z: beyond them there is no wall time and no document to live in.
const FIRST = -62_167_219_200_000
const END = 253_402_300_800_000

/** A time at which an appointment can be put. */
export const PlacedTime = AppointmentTime.refine((time) => time.kind !== 'timed' || isPlaced(time))

/** Whether a calendar has a date for all of it. */
export function isPlaced({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }): boolean {
  return startsAt >= FIRST && endsAt < END
}
