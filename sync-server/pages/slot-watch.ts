import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { Bookable } from '../booking/bookable.ts'
import { calendarStamps } from '../booking/calendar-stamps.ts'
import { claim } from '../database/schema.ts'

/** Tells pages that are open when what takes the hosts' time has changed, in whatever process. */
export type SlotWatch = Disposable & {
  /** Calls `changed` after each change, until the answer is called. */
  watch(bookable: Bookable, changed: () => void): () => void
  /** Looks now; done when everybody has been told. */
  look(): Promise<void>
}

type Watched = {
  readonly workspace: WorkspaceId
  readonly hosts: readonly MemberId[]
  readonly calendars: readonly CalendarId[]
  readonly changed: () => void
  seen: string | undefined
}

type WatchDeps = {
  readonly db: PostgresReadHandle
  readonly now: () => Instant
  readonly logger: Logger
  readonly everyMs?: number
}

/**
 * Looks once a second while somebody watches, one question for each workspace: whatever process has committed, and when a hold
 * ends by itself, is all seen the same way.
 */
export function createSlotWatch({ db, now, logger, everyMs = 1_000 }: WatchDeps): SlotWatch {
  const watching = new Set<Watched>()
  const lookOnce = async (): Promise<void> => {
    for (const [workspace, own] of Map.groupBy(watching, (one) => one.workspace)) {
      const stamps = await stampsOf(db, { workspace, own, now: now() })
      for (const one of own) compare(one, stamps)
    }
  }
  let looking: Promise<void> | undefined
  const look = (): Promise<void> =>
    (looking ??= lookOnce()
      .catch((error: unknown) => logger.warn({ err: error }, 'open pages could not be told of changes'))
      .finally(() => (looking = undefined)))
  const timer = setInterval(() => void look(), everyMs).unref()
  return {
    look,
    watch: (bookable, changed) => {
      const one = watchedOf(bookable, changed)
      watching.add(one)
      // One that is at work may have asked before this one came: what changes until the next would be compared with nothing.
      void (looking ? looking.then(look) : look())
      return () => watching.delete(one)
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function watchedOf({ workspace, hosts, standIns, calendars }: Bookable, changed: () => void): Watched {
  const members = [...hosts, ...standIns].map(({ member }) => member.id)
  const theirs = calendars.filter(({ owner }) => members.includes(owner)).map(({ id }) => id)
  return { workspace: workspace.id, hosts: members, calendars: theirs, changed, seen: undefined }
}

type Stamps = { readonly calendars: ReadonlyMap<string, string>; readonly hosts: ReadonlyMap<string, string> }
type Looked = { readonly workspace: WorkspaceId; readonly own: readonly Watched[]; readonly now: Instant }

/** What stands in each calendar and which claims each host has, as a text that changes with it. */
async function stampsOf(db: PostgresReadHandle, { workspace, own, now }: Looked): Promise<Stamps> {
  const calendars = [...new Set(own.flatMap((one) => one.calendars))]
  const hosts = [...new Set(own.flatMap((one) => one.hosts))]
  const stands = await calendarStamps(db, { workspace, calendars })
  const claims = await db
    .select({
      host: claim.host,
      stamp: sql<string>`md5(string_agg(${claim.id}::text || ${claim.starts} || '-' || ${claim.ends}, ',' order by ${claim.id}))`,
    })
    .from(claim)
    .where(
      and(
        eq(claim.workspace, workspace),
        inArray(claim.host, hosts),
        gt(claim.ends, now),
        or(isNull(claim.expiresAt), gt(claim.expiresAt, now)),
      ),
    )
    .groupBy(claim.host)
  const byCalendar = Map.groupBy(stands, ({ calendar }) => calendar)
  return {
    calendars: new Map(
      [...byCalendar].map(([id, documents]) => [
        id,
        documents
          .map(({ stamp }) => stamp)
          .toSorted()
          .join(),
      ]),
    ),
    hosts: new Map(claims.map(({ host, stamp }) => [host, stamp])),
  }
}

function compare(one: Watched, stamps: Stamps): void {
  const own = [...one.calendars.map((id) => stamps.calendars.get(id)), ...one.hosts.map((id) => stamps.hosts.get(id))]
  const stamp = own.join(' ')
  if (one.seen !== undefined && one.seen !== stamp) one.changed()
  one.seen = stamp
}
