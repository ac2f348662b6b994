import type { Calendar } from '../core/model/calendar.ts'
import type { MemberId, WorkspaceId } from '../core/model/ids.ts'
import type { Interval } from '../core/model/instant.ts'
import type { Schedule } from '../core/model/schedule.ts'
import type { HostBooking } from '../core/scheduling/host-time.ts'
import type { BusyEvent } from '../core/scheduling/offer.ts'
import { mergeSpans, type Spans } from '../core/time/spans.ts'
import { createKeptParts, type DocumentChange } from './busy-book-kept.ts'
import type { BusyPart } from './busy-book-part.ts'
import type { StampsOf } from './busy-book-stamps.ts'
import type { Gathered } from './busy-book-taken.ts'
import type { ReadHandle } from './handle.ts'
import { calendarsOf } from './queries/calendars-of.ts'

export type BusyQuery = {
  readonly workspace: WorkspaceId
  /** Of the workspace, where they are at hand. */
  readonly calendars?: readonly Whose[]
  readonly hosts: readonly {
    readonly member: MemberId
    readonly schedule: Pick<Schedule, 'zone' | 'travel' | 'tentativeBlocks'>
  }[]
  /** Busy times that touch it. */
  readonly busy: Interval
  /** Bookings that touch it with the minutes around them; as `busy` where absent. */
  readonly booked?: Interval
  /** Whether `events` are wanted. */
  readonly named?: boolean
  /** `db` is a transaction: what it shows may be rolled back, and is not kept. */
  readonly inTransaction?: boolean
}

/** What takes one host's time: the singles and series of every calendar of theirs that counts as busy. */
export type HostBusy = {
  /** All but the bookings. */
  readonly busy: Spans
  readonly bookings: readonly HostBooking[]
  readonly events: readonly BusyEvent[]
}

export type BusyBook<Db> = {
  /** Every host asked for has an entry. All-day and floating ones stand on the host's wall (S6), series have no horizon (T2). */
  hostTimes(db: Db, query: BusyQuery): Promise<Map<MemberId, HostBusy>>
  /** May be told what this process committed, in order, so that it need not be read again. */
  changed(change: DocumentChange): void
}

type Whose = Pick<Calendar, 'id' | 'owner' | 'countsAsBusy'>

/** Of entries, each some hundred bytes. */
const MOST_ENTRIES = 300_000

/**
 * Busy time, kept by document and read again where a document's stamp has moved: a question costs what its span touches, and
 * its answer is never older than the stamps that `db` shows when it is asked. What was asked for longest ago is let go of.
 */
export function createBusyBook<Db extends ReadHandle>({
  stampsOf,
  calendars = calendarsOf,
  most = MOST_ENTRIES,
}: {
  readonly stampsOf: StampsOf<Db>
  /** Those of the workspace whose time is known; those that have a row where absent. */
  readonly calendars?: (db: Db, workspace: WorkspaceId) => Promise<readonly Whose[]>
  readonly most?: number
}): BusyBook<Db> {
  const { partsAt, changed } = createKeptParts(most)
  return {
    changed,
    async hostTimes(db, query) {
      const { workspace, hosts } = query
      const members = new Set(hosts.map(({ member }) => member))
      const counting = (query.calendars ?? (await calendars(db, workspace))).filter(
        ({ owner, countsAsBusy }) => countsAsBusy && members.has(owner),
      )
      const stamped = await stampsOf(db, { workspace, calendars: counting.map(({ id }) => id) })
      const parts = await partsAt(db, { workspace, stamped, keep: query.inTransaction !== true })
      const partsOf = (member: MemberId): BusyPart[] =>
        counting.filter(({ owner }) => owner === member).flatMap(({ id }) => parts.get(id) ?? [])
      return new Map(hosts.map((host) => [host.member, hostBusy(partsOf(host.member), host.schedule, query)]))
    },
  }
}

function hostBusy(
  parts: readonly BusyPart[],
  { tentativeBlocks, ...clock }: BusyQuery['hosts'][number]['schedule'],
  { busy, booked = busy, named }: BusyQuery,
): HostBusy {
  const events: BusyEvent[] = []
  const into: Gathered = { pairs: [], bookings: [], ...(named === true && { events }) }
  for (const part of parts) part.gather({ clock, tentativeBlocks, busy, booked }, into)
  return { busy: mergeSpans(into.pairs), bookings: into.bookings, events }
}
