import type { HoldId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { LostSlot } from './booking-outcome.ts'
import type { FieldProblems } from './booking-request.ts'

export type HoldDeps = Pick<ServerDeps, 'serverTransaction' | 'busyBook' | 'bookables' | 'now' | 'newId'>

/** A time that is kept for whoever knows its id (C3). */
export type HeldTime = {
  readonly id: HoldId
  readonly start: Instant
  readonly end: Instant
  readonly expiresAt: Instant
}

/** How an attempt to hold a time ended. `status` is the HTTP status it is answered with. */
export type HoldOutcome =
  | ({ readonly status: 201 } & HeldTime)
  /** What they had held before they have still. */
  | LostSlot
  | { readonly status: 400; readonly code: 'invalid-request'; readonly fields: FieldProblems }
  | { readonly status: 404 }
  | TooManyHolds

/** Their own are too many, or this time was theirs for as long as it may be. */
export type TooManyHolds = { readonly status: 429; readonly code: 'too-many-holds'; readonly retryAfterMs: number }
