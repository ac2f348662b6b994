import type { Desk } from '../desk/desk.ts'
import type { Onlookers } from '../sync/onlookers.ts'
import type { ServerLink } from '../sync/server-link.ts'
import type { SyncStatus } from '../sync/sync-status.ts'

/** What the procedures of the contract work with. */
export type Parts = {
  readonly desk: Desk
  readonly link: ServerLink
  readonly status: SyncStatus
  readonly onlookers: Onlookers
}
