import type { PeopleChange } from '../../core/contract/people-change.ts'
import type { BookingToReassign } from '../../core/contract/server.ts'
import { membersOf } from '../../storage/queries/members-of.ts'
import { teamsOf } from '../../storage/queries/teams-of.ts'
import { changePeople } from '../desk/change-people.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { valueOf } from './refusals.ts'

/** Working alone the engine is the authority; else the server is. */
export async function peopleChanged({ desk, link }: Parts, change: PeopleChange): Promise<BookingToReassign[]> {
  if (desk.identity().server !== undefined) return valueOf(await link.people(change))
  valueOf(await changePeople(desk, change))
  return []
}

export function memberProcedures(parts: Parts) {
  const { store, identity } = parts.desk
  const os = implementer.members
  return os.router({
    list: os.list.handler(() => membersOf(store.read, identity().workspace)),
    setRole: os.setRole.handler(async ({ input }) => {
      await peopleChanged(parts, { kind: 'set-role', ...input })
    }),
    update: os.update.handler(async ({ input }) => {
      await peopleChanged(parts, { kind: 'edit-member', ...input })
    }),
    end: os.end.handler(({ input }) => peopleChanged(parts, { kind: 'end-member', ...input })),
  })
}

export function teamProcedures(parts: Parts) {
  const { store, identity } = parts.desk
  const os = implementer.teams
  return os.router({
    list: os.list.handler(() => teamsOf(store.read, identity().workspace)),
    put: os.put.handler(async ({ input }) => {
      await peopleChanged(parts, { kind: 'put-team', ...input })
    }),
    remove: os.remove.handler(async ({ input }) => {
      await peopleChanged(parts, { kind: 'remove-team', ...input })
    }),
  })
}
