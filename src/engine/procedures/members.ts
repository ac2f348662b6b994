import { membersOf } from '../../storage/queries/members-of.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'

const os = implementer.members

export function memberProcedures({ desk: { store, identity } }: Parts) {
  return os.router({
    list: os.list.handler(async () => {
      const rows = await membersOf(store.read, identity().workspace)
      return rows.map(({ workspace: _, ...member }) => member)
    }),
  })
}
