import { membersOf } from '../../storage/queries/members-of.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'

const os = implementer.members

export function memberProcedures({ desk: { store, identity } }: Parts) {
  return os.router({
    list: os.list.handler(() => membersOf(store.read, identity().workspace)),
  })
}
