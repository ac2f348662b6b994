import { planPeopleChange, type PeopleReason } from '../../src/core/commands/plan-people-change.ts'
import type { PeopleChange } from '../../src/core/contract/people-change.ts'
import type { BookingToReassign } from '../../src/core/contract/server.ts'
import type { DirectoryState } from '../../src/core/document/access-facts.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import { directoryStateOf } from '../../src/storage/queries/directory-state-of.ts'
import { audit } from '../database/schema.ts'
import { directoryOf } from '../documents/directory-change.ts'
import { documentRow } from '../documents/document-log.ts'
import type { ServerTransaction, TransactionScope } from '../documents/server-transaction.ts'
import type { Writer } from '../documents/writer-command.ts'
import { bookingsToReassign } from './bookings-to-reassign.ts'
import { revokeDevices } from './devices.ts'
import { oneReceives } from './passed-calendars.ts'

export type ChangePeople = {
  readonly workspace: WorkspaceId
  readonly by: MemberId
  readonly change: PeopleChange
  readonly origin: { readonly ip: string; readonly agent?: string | undefined }
}

/** `revoked`: devices of a leaver; `bookings`: theirs that are still to come. */
export type PeopleChanged = { readonly revoked: readonly Writer[]; readonly bookings: readonly BookingToReassign[] }

type ChangeDeps = {
  readonly serverTransaction: ServerTransaction
  readonly now: () => Instant
  readonly newId: () => string
}

/** Members, roles, teams, owners and shares: tables, mirror, audit, devices of a leaver, in one transaction. */
export async function changePeople(
  { serverTransaction, now, newId }: ChangeDeps,
  { workspace, by, change, origin }: ChangePeople,
): Promise<Result<PeopleChanged, PeopleReason>> {
  return serverTransaction(async (scope) => {
    // The directory's row is locked by this: nobody loses their role before we have written.
    await scope.read(directoryOf(workspace), () => undefined)
    const state = await directoryStateOf(scope.tx, workspace)
    const planned = planPeopleChange(state, by, change)
    if (!planned.ok) return planned
    if (await isLeftTeam(scope, { workspace, state, change })) return refuse('invalid-input', { fields: ['team.id'] })
    await scope.putDirectory(workspace, planned.value)
    await oneReceives(scope, workspace, planned.value.owners ?? [])
    const { ip, agent } = origin
    const step = { action: `people.${change.kind}`, entity: entityOf(change), new: change, at: now() }
    const actor = { actorKind: 'member', actor: by, ip, agent: agent?.slice(0, 500) } as const
    await scope.tx.insert(audit).values({ id: newId(), workspace, ...actor, ...step })
    if (change.kind !== 'end-member') return ok({ revoked: [], bookings: [] })
    const leaver = { workspace, member: change.member }
    const revoked = await revokeDevices(scope.tx, leaver, { at: now() })
    return ok({ revoked, bookings: await bookingsToReassign(scope.tx, leaver, now()) })
  })
}

/** The id of a team that was removed: what lies in its document still is not for whoever makes a new one under it. */
async function isLeftTeam(
  { tx }: TransactionScope,
  { workspace, state, change }: { workspace: WorkspaceId; state: DirectoryState; change: PeopleChange },
): Promise<boolean> {
  if (change.kind !== 'put-team' || state.teams.some(({ id }) => id === change.team.id)) return false
  const document = documentName({ kind: 'team', workspace, team: change.team.id })
  return (await documentRow(tx, document)) !== undefined
}

function entityOf(change: PeopleChange): string {
  switch (change.kind) {
    case 'set-role':
    case 'end-member':
    case 'edit-member':
      return change.member
    case 'put-team':
      return change.team.id
    case 'remove-team':
      return change.team
    case 'share':
      return change.share.calendar
    case 'pass-calendar':
      return change.calendar
  }
}
