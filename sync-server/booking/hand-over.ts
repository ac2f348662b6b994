import type { DocumentName } from '../../src/core/document/document-name.ts'
import { readAppointment } from '../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import { AppointmentId, type MemberId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import { homeOfNew } from '../documents/home-of-new.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { BookableHost } from './bookable-hosts.ts'
import { actorName } from './booking-actor.ts'
import type { Place } from './booking-places.ts'
import type { BookingRow } from './managed-booking.ts'
import type { Held } from './take-step.ts'

/** Who has a booking after a step, and who had it before. */
export type HandOver = {
  readonly kept: readonly Place[]
  readonly fresh: readonly Fresh[]
  readonly gone: readonly Place[]
  readonly members: readonly [Member, ...Member[]]
}

export type Fresh = { readonly host: BookableHost; readonly id: AppointmentId }

type Planned = {
  readonly held: Held
  readonly places: readonly Place[]
  readonly members: readonly MemberId[]
  /** Of whom who is new is one. */
  readonly hosts: readonly BookableHost[]
}

/** undefined where one who is to have it is nobody who can be booked. */
export function plannedHandOver(
  { held, places, members: wanted, hosts }: Planned,
  newId: () => string,
): HandOver | undefined {
  const kept = places.filter(({ member }) => wanted.includes(member))
  const fresh = hosts
    .filter(({ member }) => wanted.includes(member.id) && !kept.some((place) => place.member === member.id))
    .map((host) => ({ host, id: AppointmentId.parse(newId()) }))
  const known = [...held.managed.hosts, ...fresh.map(({ host }) => host.member)]
  const [first, ...others] = wanted.flatMap((id) => known.find((one) => one.id === id) ?? [])
  const hasAll = kept.length + fresh.length === wanted.length
  if (!first || !hasAll) return undefined
  return { kept, fresh, gone: places.filter((place) => !kept.includes(place)), members: [first, ...others] }
}

/** The claims' side of it. */
export function claimantsOf({ kept, fresh }: HandOver): { member: MemberId; appointment: AppointmentId }[] {
  return [
    ...kept.map(({ member, entry }) => ({ member, appointment: entry.id })),
    ...fresh.map(({ host, id }) => ({ member: host.member.id, appointment: id })),
  ]
}

/** Puts it into the calendars of those who are new, takes it out of those of others, and says what becomes of its row. */
export async function writeHandOver(
  { tx, write }: TransactionScope,
  { kept, fresh, gone, members }: HandOver,
  { held, edit }: { readonly held: Held; readonly edit: (own: Appointment) => Appointment },
): Promise<Pick<BookingRow, 'host' | 'hosts' | 'appointment' | 'document'>> {
  const { managed, actor, at } = held
  const by = actorName(actor)
  const author = actor.kind === 'member' ? { member: actor.member } : {}
  const template = edit(managed.appointments[0].data)
  const placed: Placed[] = []
  for (const { host, id } of fresh) {
    const own = entryFor(template, host, id)
    const document = await homeOfNew(tx, { workspace: managed.row.workspace, calendar: host.calendar, time: own.time })
    placed.push({ host: host.member.id, appointment: id, document })
    await write(document, (doc) => writeAppointment(doc, { ...own, createdAt: at, changedAt: at }, { by }), author)
  }
  for (const { entry } of gone) {
    await write(
      entry.document,
      (doc) => {
        const own = readAppointment(doc, entry.calendar, entry.id)
        if (own) writeAppointment(doc, { ...own, deletedAt: at, changedAt: at }, { by })
      },
      author,
    )
  }
  return rowOf({ kept, placed, members }, managed.row)
}

function entryFor(template: Appointment, host: BookableHost, id: AppointmentId): Appointment {
  const { time } = template
  const own = time?.kind === 'timed' ? { ...time, zone: host.schedule.zone } : time
  return { ...template, id, calendar: host.calendar, time: own, notes: '', deletedAt: undefined }
}

type Placed = { readonly host: MemberId; readonly appointment: AppointmentId; readonly document: DocumentName }
type Standing = Pick<HandOver, 'kept' | 'members'> & { readonly placed: readonly Placed[] }

/** The first host who stays keeps the home of the booking. */
function rowOf({ kept, placed, members }: Standing, { appointment }: BookingRow) {
  const homes = [
    ...kept.map(({ member, entry }) => ({ host: member, appointment: entry.id, document: entry.document })),
    ...placed,
  ]
  const home = homes.find((one) => one.appointment === appointment) ?? homes[0]
  if (!home) throw new Error('a booking without a host')
  const others = members.map(({ id }) => id).filter((id) => id !== home.host)
  return { ...home, hosts: [home.host, ...others] }
}
