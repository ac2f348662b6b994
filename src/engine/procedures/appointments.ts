import { cancelAppointment } from '../../core/commands/cancel-appointment.ts'
import { createAppointment } from '../../core/commands/create-appointment.ts'
import { editAppointment } from '../../core/commands/edit-appointment.ts'
import { moveAppointment } from '../../core/commands/move-appointment.ts'
import { removeAppointment } from '../../core/commands/remove-appointment.ts'
import { restoreAppointment } from '../../core/commands/restore-appointment.ts'
import type { Occurrence } from '../../core/contract/desk.ts'
import { accessTo } from '../../core/document/access.ts'
import { AppointmentId } from '../../core/model/ids.ts'
import { DAY } from '../../core/model/instant.ts'
import type { ZoneName } from '../../core/model/wall.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import { instantOfReading } from '../../core/time/wall-clock.ts'
import { appointmentById } from '../../storage/queries/appointment-by-id.ts'
import { accessFacts } from '../desk/access-facts.ts'
import type { Desk } from '../desk/desk.ts'
import { execute } from '../desk/execute.ts'
import { occurrenceView } from '../desk/occurrence-view.ts'
import { occurrencesIn, type FoundOccurrence, type OccurrencesIn } from '../desk/occurrences-in.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { refusal, valueOf } from './refusals.ts'

const os = implementer.appointments
const LONGEST_SPAN = 400 * DAY

export function appointmentProcedures({ desk }: Parts) {
  return os.router({
    within: os.within.handler(({ input }) => within(desk, input)),
    get: os.get.handler(async ({ input }) => (await rowOf(desk, input.id)).data),
    create: os.create.handler(async ({ input }) =>
      valueOf(await execute(desk, createAppointment, { ...input, id: AppointmentId.parse(desk.newId()) })),
    ),
    edit: os.edit.handler(async ({ input }) => {
      const { document } = await rowOf(desk, input.id)
      return valueOf(await execute(desk, editAppointment, { ...input, document }))
    }),
    move: os.move.handler(async ({ input }) => {
      const { document } = await rowOf(desk, input.id)
      return valueOf(await execute(desk, moveAppointment, { ...input, document }))
    }),
    cancel: os.cancel.handler(async ({ input }) => {
      const { document } = await rowOf(desk, input.id)
      return valueOf(await execute(desk, cancelAppointment, { ...input, document }))
    }),
    remove: os.remove.handler(async ({ input }) => {
      const { document } = await rowOf(desk, input.id)
      valueOf(await execute(desk, removeAppointment, { ...input, document }))
    }),
    restore: os.restore.handler(async ({ input }) => {
      const { document } = await rowOf(desk, input.id)
      return valueOf(await execute(desk, restoreAppointment, { ...input, document }))
    }),
  })
}

async function rowOf({ store, identity }: Desk, id: AppointmentId): Promise<AppointmentRow> {
  const row = await appointmentById(store.read, { workspace: identity().workspace, id })
  if (row === undefined) throw refusal('not-found', { id })
  return row
}

async function within(desk: Desk, query: OccurrencesIn): Promise<Occurrence[]> {
  const length = query.span.end - query.span.start
  if (length < 0 || length > LONGEST_SPAN) throw refusal('invalid-input', { fields: ['span'] })
  const { workspace, member, server } = desk.identity()
  const facts = await accessFacts(desk.store.read, workspace)
  const found = await occurrencesIn(desk, query)
  const writable = new Map(
    [...new Set(found.map(({ row }) => row.calendar))].map((calendar) => {
      const access = accessTo({ kind: 'entries', workspace, calendar, part: 'series' }, member, facts)
      return [calendar, access === 'write']
    }),
  )
  return inOrder(found, query.zone).map((one) =>
    occurrenceView(one, {
      writable: writable.get(one.row.calendar) ?? false,
      // Someone who works alone waits for nobody.
      waiting: server !== undefined && desk.marks.has(one.row.appointment),
      zone: query.zone,
    }),
  )
}

function inOrder(found: readonly FoundOccurrence[], zone: ZoneName): FoundOccurrence[] {
  const at = (reading: number, basis: string) => (basis === 'wall' ? instantOfReading(reading, zone) : reading)
  return found
    .map((one) => ({ one, starts: at(one.row.starts, one.row.basis), ends: at(one.row.ends, one.row.basis) }))
    .sort(
      (a, b) =>
        a.starts - b.starts ||
        a.ends - b.ends ||
        compare(a.one.row.appointment, b.one.row.appointment) ||
        compare(a.one.row.original, b.one.row.original),
    )
    .map(({ one }) => one)
}

// Not localeCompare: the order must not depend on the machine.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
