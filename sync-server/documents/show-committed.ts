import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { Grants } from './grants.ts'
import type { Follower, Rooms } from './rooms.ts'
import type { UnitEntry } from './unit-of-work.ts'

/** Before anything else of a commit is shown: who may no longer see is told first. */
export function showGrants(
  grants: ReadonlyMap<WorkspaceId, Grants>,
  to: { readonly grants: Map<WorkspaceId, Grants>; readonly rooms: Rooms },
): void {
  for (const [workspace, renewed] of grants) {
    to.grants.set(workspace, renewed)
    to.rooms.regrant(workspace, renewed)
  }
}

/** `sender` is not sent its own; what the server added by itself (`command` absent) it is sent like everybody. */
export function showEntry(rooms: Rooms, { document, seq, update, command }: UnitEntry, sender?: Follower): void {
  const own = command === undefined ? undefined : sender
  rooms.publish(document.ref.workspace, document.name, document.epoch, { seq, update, command }, own)
}
