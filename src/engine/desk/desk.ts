import type { Changed } from '../../core/contract/desk.ts'
import type { Instant } from '../../core/model/instant.ts'
import type { Span } from '../../core/time/recurrence.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'
import type { DeskStore } from '../../storage/store.ts'
import type { Feed } from '../feed.ts'
import type { Lane } from '../lane.ts'
import type { Identity } from './identity.ts'
import type { BusyBook } from '../../storage/busy-book.ts'
import type { OpenDocuments } from './open-documents.ts'
import type { RowStamps } from './row-stamps.ts'
import type { WaitingMarks } from './waiting-marks.ts'

/** What everything in the engine works on: one person's workspace on this disk. */
export type Desk = {
  readonly store: DeskStore
  /** Told by `writeRows` alone. */
  readonly stamps: RowStamps
  /** What takes people's time, read anew where a stamp has moved on. */
  readonly busyBook: BusyBook<DeskReadHandle>
  /** Documents are read and written by one piece of work at a time. */
  readonly lane: Lane
  /** Chunks of calendar files, one at a time: of two files with one uid the second finds what the first has made. */
  readonly imports: Lane
  readonly documents: OpenDocuments
  readonly marks: WaitingMarks
  readonly changes: Feed<Changed>
  readonly now: () => Instant
  /** The edition of the tz database that this process counts with. */
  readonly tz: string
  readonly newId: () => string
  readonly identity: () => Identity
  /** After `writeIdentity` has been committed. */
  readonly becomes: (identity: Identity) => void
  /** The span over which occurrences of series become rows. */
  readonly horizon: () => Span
  /** The span over which they are all there. */
  readonly covered: () => Span
  /** After documents were wiped: no page of theirs stays behind in the database's log either. */
  readonly leaveNoTrace: () => void
  /** A command has come into the outbox. */
  readonly onQueued: () => void
}
