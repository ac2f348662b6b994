import type { Affected } from '../../core/contract/availability.ts'
import type { Absence } from '../../core/model/absence.ts'
import type { Appointment } from '../../core/model/appointment.ts'
import type { EventType } from '../../core/model/event-type.ts'
import type { EventTypeId, MemberId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import type { Schedule } from '../../core/model/schedule.ts'
import { hoursOfHost } from '../../core/scheduling/hours-of-host.ts'
import { impactOf } from '../../core/scheduling/impact.ts'
import { bookedFrom } from '../../storage/queries/booked-from.ts'
import { eventTypesOf } from '../../storage/queries/event-types-of.ts'
import { schedulesOf } from '../../storage/queries/schedules-of.ts'
import type { Desk } from './desk.ts'
import { knownCalendars } from './known-calendars.ts'
import { absencesWithin, holidaysWithin } from './member-time.ts'

/** Hours as somebody thinks of changing them: a schedule in place of the one with its id, an absence that is new or changed. */
export type ChangedHours = { readonly schedule: Schedule } | { readonly absence: Absence }

type Booked = Interval & { readonly appointment: Appointment }

/** C12: what is booked, to come, and would no longer lie within its host's hours. Nothing is moved. */
export async function affectedBy(desk: Desk, changed: ChangedHours): Promise<Affected[]> {
  const { member } = 'schedule' in changed ? changed.schedule : changed.absence
  const booked = await bookedOf(desk, member)
  const [first, last] = [booked[0], booked.at(-1)]
  if (first === undefined || last === undefined) return []
  const within = { start: first.start, end: last.end }
  const schedules = await schedulesOf(desk.store.read, { workspace: desk.identity().workspace, member })
  const absences = (await absencesWithin(desk, { members: [member], within })).get(member) ?? []
  const before = { schedules: schedules.map(({ data }) => data), absences }
  const after = 'schedule' in changed ? withSchedule(before, changed.schedule) : withAbsence(before, changed.absence)
  const holidays = await holidaysWithin(desk, within)
  const types = await typesById(desk)
  const lost = [...Map.groupBy(booked, ({ appointment }) => appointment.eventType)].flatMap(([id, own]) => {
    const type = id && types.get(id)
    const hours = ({ schedules: all, absences: away }: Hours) => {
      const schedule = all.find((one) => one.id === type?.schedule) ?? all[0]
      return schedule && hoursOfHost({ hours: type?.hours }, { schedule, absences: away, holidays })
    }
    const [old, next] = [hours(before), hours(after)]
    return old && next ? impactOf(old, next, own) : []
  })
  return lost.sort((a, b) => a.start - b.start).flatMap(affected)
}

type Hours = { readonly schedules: readonly Schedule[]; readonly absences: readonly Absence[] }

function withSchedule(hours: Hours, schedule: Schedule): Hours {
  return { ...hours, schedules: hours.schedules.map((one) => (one.id === schedule.id ? schedule : one)) }
}

function withAbsence(hours: Hours, absence: Absence): Hours {
  return { ...hours, absences: [...hours.absences.filter(({ id }) => id !== absence.id), absence] }
}

async function bookedOf(desk: Desk, member: MemberId): Promise<Booked[]> {
  const { store, identity, now } = desk
  const calendars = (await knownCalendars(desk)).filter(({ owner }) => owner === member).map(({ id }) => id)
  const rows = await bookedFrom(store.read, { workspace: identity().workspace, calendars, from: now() })
  return rows.flatMap(({ data: appointment }) => {
    const { time } = appointment
    return time?.kind === 'timed' ? [{ start: time.startsAt, end: time.endsAt, appointment }] : []
  })
}

async function typesById({ store, identity }: Desk): Promise<ReadonlyMap<EventTypeId, EventType>> {
  const rows = await eventTypesOf(store.read, { workspace: identity().workspace })
  return new Map(rows.map(({ id, data }) => [id, data]))
}

function affected({ appointment: { id: appointment, title, time } }: Booked): Affected[] {
  return time ? [{ appointment, title, time }] : []
}
