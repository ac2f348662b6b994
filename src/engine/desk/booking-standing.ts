import type { BookingStanding, Standing } from '../../core/contract/desk-bookings.ts'
import { isEnded } from '../../core/commands/is-ended.ts'
import { canStayPlain } from '../../core/commands/keep-plain.ts'
import type { Appointment } from '../../core/model/appointment.ts'
import { DAY, instant, type Interval, MINUTE } from '../../core/model/instant.ts'
import type { Verdict } from '../../core/model/verdict.ts'
import type { AppointmentRow } from '../../core/projections/rows.ts'
import { appointmentById } from '../../storage/queries/appointment-by-id.ts'
import { verdictsOf } from '../../storage/queries/verdicts-of.ts'
import type { Desk } from './desk.ts'
import { slotsOf } from './slots-of.ts'

/** C13: how far a booking has come with the server; undefined for what is settled, and for what is no booking. */
export function standingOf(appointment: Appointment, verdict: Verdict | undefined): Standing | undefined {
  const { bookingId, source, deletedAt } = appointment
  if (bookingId === undefined || isEnded(appointment) || deletedAt !== undefined) return undefined
  if (verdict === undefined) return source === 'desk' ? 'provisional' : undefined
  const time = timeOf(appointment)
  // A time of another kind is never a booking's.
  const isAboutThis = !time || (verdict.time.start === time.start && verdict.time.end === time.end)
  return verdict.state === 'conflict' && isAboutThis ? 'conflict' : undefined
}

const LOOK_AHEAD = 28 * DAY
const FEW = 3

/** The same, with both sides of a conflict and three free times to choose from. */
export async function bookingStanding(desk: Desk, { id, calendar, data }: AppointmentRow): Promise<BookingStanding> {
  const { store, identity } = desk
  const { workspace } = identity()
  const verdict = (await verdictsOf(store.read, { workspace, entries: [{ id, calendar }] })).get(id)
  const standing = standingOf(data, verdict)
  const canStay = canStayPlain(data)
  if (standing !== 'conflict' || !verdict) return { standing, alternatives: [], canStay }
  const alternatives = await freeTimes(desk, data, verdict.time)
  const { against } = verdict
  if (!against) return { standing, alternatives, canStay }
  const rival = against.appointment && (await appointmentById(store.read, { workspace, id: against.appointment }))
  const shown = { ...against, ...(rival && !rival.deleted && { title: rival.data.title }) }
  return { standing, against: shown, alternatives, canStay }
}

async function freeTimes(desk: Desk, { eventType }: Appointment, time: Interval): Promise<Interval[]> {
  if (eventType === undefined) return []
  const start = instant(Math.max(time.start, desk.now()))
  const span = { start, end: instant(start + LOOK_AHEAD) }
  const duration = (time.end - time.start) / MINUTE
  const slots = await slotsOf(desk, { eventType, span, duration })
  return slots.ok ? slots.value.slice(0, FEW) : []
}

function timeOf({ time }: Appointment): Interval | undefined {
  return time?.kind === 'timed' ? { start: time.startsAt, end: time.endsAt } : undefined
}
