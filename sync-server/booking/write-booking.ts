import { documentName } from '../../src/core/document/document-name.ts'
import { partOf } from '../../src/core/document/calendar-part.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { AppointmentId, AttendeeId, BookingId, type MemberId } from '../../src/core/model/ids.ts'
import { type Instant, instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import { booking } from '../database/schema.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { queueBookingMails } from '../outbox/queue-booking-mails.ts'
import type { Bookable, BookableHost } from './bookable.ts'
import { bookedAppointment, uidOf } from './booked-appointment.ts'
import { bookingMails, type MailFacts } from './booking-mails.ts'
import type { KeptOutcome } from './booking-outcome.ts'
import type { Wish } from './booking-request.ts'
import { type Origin, recordAudit } from './record-audit.ts'
import { takeClaims } from './take-claims.ts'
import type { Texts } from './texts.ts'

type Deps = { readonly newId: () => string; readonly at: Instant; readonly texts: Texts }
type NewBooking = {
  readonly bookable: Bookable
  readonly wish: Wish
  readonly hosts: readonly MemberId[]
  readonly origin: Origin
}
type Ids = { readonly booking: BookingId; readonly attendee: AttendeeId }
type Place = BookableHost & { readonly appointment: AppointmentId }

/** Everything a booking consists of; undefined, with nothing written, where the claims do not go in. */
export async function writeBooking(
  scope: TransactionScope,
  made: NewBooking,
  deps: Deps,
): Promise<KeptOutcome | undefined> {
  const { bookable, wish } = made
  const ids: Ids = { booking: BookingId.parse(deps.newId()), attendee: AttendeeId.parse(deps.newId()) }
  const time = { start: wish.start, end: instant(wish.start + bookable.duration * MINUTE) }
  const places = placesOf(made, deps)
  if (!(await claimTime(scope, { made, ids, time, places }, deps))) return undefined
  for (const place of places) await writeIntoCalendar(scope, { made, ids, time, place }, deps)
  await recordBooking(scope, { made, ids, time, places }, deps)
  return { status: 201, ...ids, generation: 0, ...time, zone: wish.zone }
}

type Written = { readonly made: NewBooking; readonly ids: Ids; readonly time: Interval }

function placesOf({ bookable, hosts }: NewBooking, { newId }: Deps): Place[] {
  return hosts.flatMap((id) => {
    const host = bookable.hosts.find(({ member }) => member.id === id)
    return host ? [{ ...host, appointment: AppointmentId.parse(newId()) }] : []
  })
}

async function claimTime(
  { tx }: TransactionScope,
  { made, ids, time, places }: Written & { places: readonly Place[] },
  deps: Deps,
): Promise<boolean> {
  const { buffers } = made.bookable.eventType
  return takeClaims(tx, {
    workspace: made.bookable.workspace.id,
    booking: ids.booking,
    time: { start: instant(time.start - buffers.before * MINUTE), end: instant(time.end + buffers.after * MINUTE) },
    claims: places.map(({ member, appointment }) => ({ id: deps.newId(), host: member.id, appointment })),
    now: deps.at,
  })
}

async function writeIntoCalendar(
  { write }: TransactionScope,
  { made, ids, time, place }: Written & { place: Place },
  { at, texts }: Deps,
): Promise<void> {
  const { bookable, wish, hosts } = made
  const { eventType, workspace } = bookable
  const appointment = bookedAppointment({
    ...ids,
    id: place.appointment,
    calendar: place.calendar,
    eventType,
    hosts,
    time,
    zone: place.schedule.zone,
    wish,
    title: texts.t('appointment.title', { eventType: eventType.name, name: wish.name }),
    at,
  })
  await write(homeOf({ workspace, place, time }), (doc) => writeAppointment(doc, appointment))
}

function homeOf({ workspace, place, time }: { workspace: Bookable['workspace']; place: Place; time: Interval }) {
  const part = partOf({ startsAt: time.start })
  return documentName({ kind: 'entries', workspace: workspace.id, calendar: place.calendar, part })
}

async function recordBooking(
  { tx }: TransactionScope,
  { made, ids, time, places }: Written & { places: readonly Place[] },
  { at, newId }: Deps,
): Promise<void> {
  const { bookable, wish, origin } = made
  const { workspace, link, eventType } = bookable
  const [first] = places
  if (!first) throw new Error('a booking without a host')
  await tx.insert(booking).values({
    id: ids.booking,
    workspace: workspace.id,
    link: link.id,
    eventType: eventType.id,
    appointment: first.appointment,
    document: homeOf({ workspace, place: first, time }),
    host: first.member.id,
    starts: time.start,
    ends: time.end,
    zone: wish.zone,
    email: wish.email,
    status: 'confirmed',
    createdAt: at,
  })
  await recordAudit(tx, {
    id: newId(),
    workspace: workspace.id,
    attendee: ids.attendee,
    action: 'booking.made',
    booking: ids.booking,
    new: { starts: time.start, ends: time.end, eventType: eventType.id, hosts: places.map(({ member }) => member.id) },
    origin,
    at,
  })
  await queueBookingMails(tx, bookingMails('confirmed', mailFacts({ made, ids, time, places }, at)), {
    workspace: workspace.id,
    newId,
  })
}

function mailFacts({ made, ids, time, places }: Written & { places: readonly Place[] }, at: Instant): MailFacts {
  const { bookable, wish } = made
  return {
    ...ids,
    generation: 0,
    uid: uidOf(ids.booking),
    sequence: 0,
    time,
    eventType: bookable.eventType,
    slug: bookable.link.slug,
    workspace: bookable.workspace,
    hosts: places.map(({ member, schedule }) => ({ ...member, zone: schedule.zone })),
    invitee: wish,
    answers: wish.answers,
    at,
  }
}
