import { putAbsence } from '../../core/commands/put-absence.ts'
import { removeAbsence } from '../../core/commands/remove-absence.ts'
import type { Absence } from '../../core/model/absence.ts'
import { absencesOf } from '../../storage/queries/absences-of.ts'
import { ownReasons } from '../desk/own-reasons.ts'
import { execute } from '../desk/execute.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { valueOf } from './refusals.ts'

const os = implementer.absences

export function absenceProcedures({ desk }: Parts) {
  const { store, identity } = desk
  return os.router({
    list: os.list.handler(async ({ input: { members, span } }) => {
      const rows = await absencesOf(store.read, { workspace: identity().workspace, members, within: span })
      const reasons = await ownReasons(desk)
      return rows.map(({ data }) => withReason(data, reasons.get(data.id)))
    }),
    put: os.put.handler(async ({ input: { absence } }) => {
      const isOwn = absence.member === identity().member
      return valueOf(await execute(desk, putAbsence, { absence, ...(isOwn && { privately: absence.reason }) }))
    }),
    remove: os.remove.handler(async ({ input }) => valueOf(await execute(desk, removeAbsence, input))),
  })
}

function withReason(absence: Absence, reason: Absence['reason'] | undefined): Absence {
  return reason === undefined ? absence : { ...absence, reason }
}
