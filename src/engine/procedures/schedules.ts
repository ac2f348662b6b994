import { setWeeklyHours } from '../../core/commands/set-weekly-hours.ts'
import { scheduleById } from '../../storage/queries/schedule-by-id.ts'
import { schedulesOf } from '../../storage/queries/schedules-of.ts'
import { execute } from '../desk/execute.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { refusal, valueOf } from './refusals.ts'

const os = implementer.schedules

export function scheduleProcedures({ desk }: Parts) {
  const { store, identity } = desk
  return os.router({
    list: os.list.handler(async () => {
      const rows = await schedulesOf(store.read, { workspace: identity().workspace })
      return rows.map(({ data }) => data)
    }),
    setWeeklyHours: os.setWeeklyHours.handler(async ({ input }) => {
      const row = await scheduleById(store.read, { workspace: identity().workspace, id: input.id })
      if (row === undefined) throw refusal('not-found', { id: input.id })
      return valueOf(await execute(desk, setWeeklyHours, { ...input, member: row.member }))
    }),
  })
}
