import { z } from 'zod'

/** `YYYY-MM-DD` of the proleptic Gregorian calendar; a date that does not exist is refused. */
export const WallDate = z.iso.date().brand<'WallDate'>()
export type WallDate = z.infer<typeof WallDate>

/** Dates in a row, both included. */
export type WallDates = { readonly from: WallDate; readonly until: WallDate }

/** `YYYY-MM-DDTHH:mm:ss`, a reading of a clock on a wall: no zone, no offset. */
export const WallTime = z.iso
  .datetime({ local: true, precision: 0 })
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
  .brand<'WallTime'>()
export type WallTime = z.infer<typeof WallTime>

/** `HH:mm` from 00:00 to 24:00; 24:00 only makes sense as an end. */
export const ClockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
  .brand<'ClockTime'>()
export type ClockTime = z.infer<typeof ClockTime>

/** An IANA zone name that this runtime's tz database knows. */
export const ZoneName = z.string().min(1).max(64).refine(isZone, 'unknown-zone').brand<'ZoneName'>()
export type ZoneName = z.infer<typeof ZoneName>

const knownZones = new Map<string, boolean>()

function isZone(name: string): boolean {
  const known = knownZones.get(name)
  if (known !== undefined) return known
  const found = asksIntl(name)
  if (knownZones.size < 2_000) knownZones.set(name, found)
  return found
}

// Intl also takes "+02:00"; an offset is no zone: it knows no clock changes.
function asksIntl(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** 0 = Sunday … 6 = Saturday. */
export const Weekday = z.int().min(0).max(6)
export type Weekday = z.infer<typeof Weekday>
