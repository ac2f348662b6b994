import { MemberId } from '../model/ids.ts'
import { Team } from '../model/team.ts'
import type { EntityLayout } from './entity-layout.ts'

/** How teams lie in the directory: one key for each member of a team. */
export const teamLayout: EntityLayout<Team> = {
  root: 'teams',
  schema: Team,
  keysOf: ({ name, manager, members }) => [
    ['name', name],
    ['manager', manager],
    ...members.map((member) => [`member:${member}`, true] as const),
  ],
  candidate: (id, view) => ({
    id,
    name: view.get('name'),
    manager: view.get('manager'),
    members: view.items('member:', MemberId, (member) => member),
  }),
}
