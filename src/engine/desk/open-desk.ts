import type { Instant } from '../../core/model/instant.ts'
import { createBusyBook } from '../../storage/busy-book.ts'
import type { DeskStore } from '../../storage/store.ts'
import { createFeed } from '../feed.ts'
import { createLane } from '../lane.ts'
import { beginAlone, newIdentity, type Beginning } from './begin-alone.ts'
import { mergeChanged } from './changed-collections.ts'
import type { Desk } from './desk.ts'
import { createHorizonKeeper, type HorizonKeeper } from './horizon-keeper.ts'
import { readIdentity } from './identity.ts'
import { knownCalendars } from './known-calendars.ts'
import { createOpenDocuments } from './open-documents.ts'
import { renewRows } from './renew-rows.ts'
import { createRowStamps } from './row-stamps.ts'
import { createWaitingMarks } from './waiting-marks.ts'

export type DeskDeps = {
  readonly store: DeskStore
  readonly now: () => Instant
  readonly newId: () => string
  readonly beginning: Beginning
  readonly tzVersion: string
  readonly leaveNoTrace: () => void
  readonly onQueued: () => void
}

/** The desk on a database: the one that is there, else one that begins alone. No document is loaded. */
export async function openDesk(deps: DeskDeps): Promise<{ desk: Desk; horizon: HorizonKeeper }> {
  const { store, now, newId, leaveNoTrace, onQueued } = deps
  const known = readIdentity(store.read)
  let identity = known ?? newIdentity(newId)
  const horizon = createHorizonKeeper(store, now, deps.tzVersion)
  const stamps = createRowStamps()
  const desk: Desk = {
    store,
    stamps,
    busyBook: createBusyBook({
      stampsOf: stamps.stampsOf,
      calendars: () => knownCalendars({ store, identity: () => identity }),
    }),
    lane: createLane(),
    imports: createLane(),
    documents: createOpenDocuments(store.read),
    marks: createWaitingMarks(store.read),
    changes: createFeed(mergeChanged),
    now,
    tz: deps.tzVersion,
    newId,
    identity: () => identity,
    becomes: (next) => {
      identity = next
    },
    horizon: horizon.projected,
    covered: horizon.covered,
    leaveNoTrace,
    onQueued,
  }
  if (known === undefined) await beginAlone(desk, deps.beginning)
  await renewRows(desk)
  return { desk, horizon }
}
