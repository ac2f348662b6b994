import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'

const os = implementer.changes

export function changeProcedures({ desk }: Parts) {
  return os.router({ watch: os.watch.handler(({ signal }) => desk.changes.watch({ signal })) })
}
