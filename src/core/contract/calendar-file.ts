import { z } from 'zod'
import { CalendarId } from '../model/ids.ts'

/** Why an event of a file was not taken over. */
export const SetAsideReason = z.enum([
  'no-start',
  'invalid-date',
  'end-before-start',
  'unknown-zone',
  'invalid-rule',
  'too-many-occurrences',
  'too-large',
  'unreadable',
  'deadline',
  'refused',
])
export type SetAsideReason = z.infer<typeof SetAsideReason>

/** An event that stayed out, with its own text so that nothing is lost. */
export const SetAside = z.object({
  title: z.string(),
  uid: z.string().optional(),
  /** Of the first line of the event in the file, from 1. */
  line: z.int().min(1),
  reason: SetAsideReason,
  detail: z.string(),
  text: z.string(),
})
export type SetAside = z.infer<typeof SetAside>

/** An event that came in although the two parsers read its times differently; somebody should look. */
export const Flagged = z.object({ title: z.string(), uid: z.string(), line: z.int().min(1), detail: z.string() })
export type Flagged = z.infer<typeof Flagged>

export const ImportReport = z.object({
  calendar: CalendarId,
  total: z.int().min(0),
  created: z.int().min(0),
  updated: z.int().min(0),
  /** Already there, the same or newer. */
  unchanged: z.int().min(0),
  setAside: z.array(SetAside),
  flagged: z.array(Flagged),
})
export type ImportReport = z.infer<typeof ImportReport>

export const ImportProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reading') }),
  z.object({ kind: z.literal('writing'), done: z.int().min(0), total: z.int().min(0) }),
  z.object({ kind: z.literal('done'), report: ImportReport }),
])
export type ImportProgress = z.infer<typeof ImportProgress>
