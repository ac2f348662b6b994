import { cancelAppointment } from '../../core/commands/cancel-appointment.ts'
import { createAppointment } from '../../core/commands/create-appointment.ts'
import { editAppointment } from '../../core/commands/edit-appointment.ts'
import { moveAppointment } from '../../core/commands/move-appointment.ts'
import { moveToCalendar } from '../../core/commands/move-to-calendar.ts'
import { renewPromise } from '../../core/commands/renew-promise.ts'
import { removeAppointment } from '../../core/commands/remove-appointment.ts'
import { restoreAppointment } from '../../core/commands/restore-appointment.ts'
import type { Occurrence } from '../../core/contract/desk.ts'
import { accessTo } from '../../core/document/access.ts'
import { AppointmentId } from '../../core/model/ids.ts'
import type { ZoneName } from '../../core/model/wall.ts'
import { instantOfReading } from '../../core/time/wall-clock.ts'
import { verdictsOf } from '../../storage/queries/verdicts-of.ts'
import { accessFacts } from '../desk/access-facts.ts'
import type { Desk } from '../desk/desk.ts'
import { standingOf } from '../desk/booking-standing.ts'
import { execute } from '../desk/execute.ts'
import { movedPromises } from '../desk/moved-promises.ts'
import { occurrenceView } from '../desk/occurrence-view.ts'
import { occurrencesIn, type FoundOccurrence, type OccurrencesIn } from '../desk/occurrences-in.ts'
import { rowOf } from '../desk/row-of.ts'
import { boundedSpan } from './bounded-span.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { valueOf } from './refusals.ts'

const os = implementer.appointments

export function appointmentProcedures({ desk }: Parts) {
  return os.router({
    within: os.within.handler(({ input }) => within(desk, input)),
    get: os.get.handler(async ({ input }) => valueOf(await rowOf(desk, input.id)).data),
    create: os.create.handler(async ({ input }) =>
      valueOf(await execute(desk, createAppointment, { ...input, id: AppointmentId.parse(desk.newId()) })),
    ),
    edit: os.edit.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, editAppointment, { ...input, document }))
    }),
    move: os.move.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, moveAppointment, { ...input, document }))
    }),
    moveToCalendar: os.moveToCalendar.handler(async ({ input: { id, calendar: to } }) => {
      const { document, data } = valueOf(await rowOf(desk, id))
      const newId = AppointmentId.parse(desk.newId())
      return valueOf(await execute(desk, moveToCalendar, { document, id, to, newId, time: data.time }))
    }),
    cancel: os.cancel.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, cancelAppointment, { ...input, document }))
    }),
    remove: os.remove.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      valueOf(await execute(desk, removeAppointment, { ...input, document }))
    }),
    restore: os.restore.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, restoreAppointment, { ...input, document }))
    }),
    movedPromises: os.movedPromises.handler(() => movedPromises(desk)),
    renewPromise: os.renewPromise.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, renewPromise, { ...input, document, tz: desk.tz }))
    }),
  })
}

async function within(desk: Desk, query: OccurrencesIn): Promise<Occurrence[]> {
  boundedSpan(query.span)
  const { workspace, member, server } = desk.identity()
  const facts = await accessFacts(desk.store.read, workspace)
  const found = await occurrencesIn(desk, query)
  const writable = new Map(
    [...new Set(found.map(({ row }) => row.calendar))].map((calendar) => {
      const access = accessTo({ kind: 'entries', workspace, calendar, part: 'series' }, member, facts)
      return [calendar, access === 'write']
    }),
  )
  const booked = found.flatMap(({ row, appointment }) =>
    appointment?.bookingId === undefined ? [] : [{ id: row.appointment, calendar: row.calendar }],
  )
  const verdicts = await verdictsOf(desk.store.read, { workspace, entries: booked })
  return inOrder(found, query.zone).map((one) =>
    occurrenceView(one, {
      standing: one.appointment && standingOf(one.appointment, verdicts.get(one.row.appointment)),
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
