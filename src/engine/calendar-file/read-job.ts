import type { CalendarGroups } from '../../core/ical/calendar-groups.ts'
import type { GroupReading } from '../../core/ical/group-reader.ts'
import type { Instant } from '../../core/model/instant.ts'
import type { ZoneName } from '../../core/model/wall.ts'

/** What a reading worker is told. */
export type ReadJob = {
  readonly text: string
  readonly zone: ZoneName
  readonly now: Instant
  /** `compared`: with every parser asked; `alone`: with none; `set-aside`: not read, but set aside for the deadline. */
  readonly mode: 'compared' | 'alone' | 'set-aside'
  /** Which events, by their place in the file. */
  readonly groups: { readonly from: number; readonly except: readonly number[] } | { readonly only: readonly number[] }
  /** One Int32: the event being read, `PREPARING` before the first. */
  readonly progress: SharedArrayBuffer
}

export const PREPARING = -1

/** What it answers: the readings as they are ready, at last the rest of the file. */
export type ReadMessage =
  | { readonly kind: 'part'; readonly readings: readonly IndexedReading[] }
  | { readonly kind: 'end'; readonly file: Pick<CalendarGroups, 'readable' | 'stray'> }

export type IndexedReading = { readonly index: number; readonly reading: GroupReading }
