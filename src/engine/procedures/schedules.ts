import { putSchedule } from '../../core/commands/put-schedule.ts'
import { setWeeklyHours } from '../../core/commands/set-weekly-hours.ts'
import { scheduleById } from '../../storage/queries/schedule-by-id.ts'
import { schedulesOf } from '../../storage/queries/schedules-of.ts'
import { affectedBy } from '../desk/impact-of.ts'
import { openHours } from '../desk/open-hours.ts'
import { boundedSpan } from './bounded-span.ts'
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
    put: os.put.handler(async ({ input }) => valueOf(await execute(desk, putSchedule, input))),
    hours: os.hours.handler(async ({ input }) => {
      const hours = await openHours(desk, { ...input, span: boundedSpan(input.span) })
      return { known: hours !== undefined, hours: hours ?? [] }
    }),
    impact: os.impact.handler(({ input }) => affectedBy(desk, input)),
    setWeeklyHours: os.setWeeklyHours.handler(async ({ input }) => {
      const row = await scheduleById(store.read, { workspace: identity().workspace, id: input.id })
      if (row === undefined) throw refusal('not-found', { id: input.id })
      return valueOf(await execute(desk, setWeeklyHours, { ...input, member: row.member }))
    }),
  })
}
