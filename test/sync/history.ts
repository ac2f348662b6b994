import type * as ids from '../../src/core/model/ids.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import type { DeviceSide, DeviceSideOptions } from './device-side.ts'
import type { Random } from './seeded-random.ts'
import type { ServerSide } from './server-side.ts'
import type { Wire } from './wire.ts'

export type HistoryOptions = {
  readonly seed: number
  readonly operations: number
  /** Cleared now and then by the caller; every history has a workspace of its own. */
  readonly store: PostgresStore
  /** For the devices' databases. */
  readonly folder: string
  readonly template: string
  readonly around?: DeviceSideOptions['around']
  /** Says what happens, for a person to read. */
  readonly say?: (what: string) => void
}

export type HistoryEnd = {
  readonly seed: number
  readonly broken: readonly string[]
  /** What came about in it: a history in which nothing happens proves nothing. */
  readonly counts: Readonly<Record<string, number>>
}

/** A history under way. */
export type History = {
  readonly options: HistoryOptions
  readonly random: Random
  readonly server: ServerSide
  readonly devices: readonly DeviceSide[]
  readonly people: readonly ids.MemberId[]
  readonly calendars: ids.CalendarId[]
  readonly eventType: ids.EventTypeId
  /** Lines that a device has given up, and the server not yet. */
  readonly old: Set<Wire>
  readonly counts: Record<string, number>
  readonly newId: () => string
}

/** That something has come about in it. */
export function count({ counts }: Pick<History, 'counts'>, what: string, by = 1): void {
  counts[what] = (counts[what] ?? 0) + by
}
