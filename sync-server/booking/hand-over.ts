import { documentName } from '../../src/core/document/document-name.ts'
import { homePart } from '../../src/core/document/calendar-part.ts'
import { readAppointment } from '../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import { AppointmentId, type MemberId } from '../../src/core/model/ids.ts'
import type { Interval } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
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

export type Fresh = {
  readonly host: BookableHost
  readonly id: AppointmentId
  readonly document: BookingRow['document']
}

type Planned = {
  readonly held: Held
  readonly places: readonly Place[]
  readonly members: readonly MemberId[]
  /** Of whom who is new is one. */
  readonly hosts: readonly BookableHost[]
  readonly time: Interval
}

/** undefined where one who is to have it is nobody who can be booked. */
export function plannedHandOver(
  { held, places, members: wanted, hosts, time }: Planned,
  newId: () => string,
): HandOver | undefined {
  const { workspace } = held.managed.row
  const kept = places.filter(({ member }) => wanted.includes(member))
  const fresh = hosts
    .filter(({ member }) => wanted.includes(member.id) && !kept.some((place) => place.member === member.id))
    .map((host) => {
      const at = { kind: 'timed', startsAt: time.start, endsAt: time.end, zone: host.schedule.zone } as const
      const document = documentName({
        kind: 'entries',
        workspace,
        calendar: host.calendar,
        part: homePart({ time: at }),
      })
      return { host, id: AppointmentId.parse(newId()), document }
    })
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
  { write }: TransactionScope,
  { kept, fresh, gone, members }: HandOver,
  { held, edit }: { readonly held: Held; readonly edit: (own: Appointment) => Appointment },
): Promise<Pick<BookingRow, 'host' | 'hosts' | 'appointment' | 'document'>> {
  const { managed, actor, at } = held
  const by = actorName(actor)
  const author = actor.kind === 'member' ? { member: actor.member } : {}
  const template = edit(managed.appointments[0].data)
  for (const { host, id, document } of fresh) {
    const own = entryFor(template, host, id)
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
  return rowOf({ kept, fresh, members }, managed.row)
}

function entryFor(template: Appointment, host: BookableHost, id: AppointmentId): Appointment {
  const { time } = template
  const own = time?.kind === 'timed' ? { ...time, zone: host.schedule.zone } : time
  return { ...template, id, calendar: host.calendar, time: own, notes: '', deletedAt: undefined }
}

/** The first host who stays keeps the home of the booking. */
function rowOf({ kept, fresh, members }: Omit<HandOver, 'gone'>, { appointment }: BookingRow) {
  const homes = [
    ...kept.map(({ member, entry }) => ({ host: member, appointment: entry.id, document: entry.document })),
    ...fresh.map(({ host, id, document }) => ({ host: host.member.id, appointment: id, document })),
  ]
  const home = homes.find((one) => one.appointment === appointment) ?? homes[0]
  if (!home) throw new Error('a booking without a host')
  const others = members.map(({ id }) => id).filter((id) => id !== home.host)
  return { ...home, hosts: [home.host, ...others] }
}
