import type { DocumentName } from '../../src/core/document/document-name.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { AppointmentId, AttendeeId, BookingId } from '../../src/core/model/ids.ts'
import { type Instant, instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { ChosenHost } from '../../src/core/scheduling/choose-hosts.ts'
import { booking } from '../database/schema.ts'
import { homeOfNew } from '../documents/home-of-new.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { queueBookingMails } from '../outbox/queue-booking-mails.ts'
import type { Bookable } from './bookable.ts'
import type { BookableHost } from './bookable-hosts.ts'
import { type BookedGuest, bookedAppointment, uidOf } from './booked-appointment.ts'
import type { Origin } from './booking-actor.ts'
import { bookingMails, type MailFacts } from './booking-mails.ts'
import type { KeptOutcome } from './booking-outcome.ts'
import type { Wish } from './booking-request.ts'
import { recordAudit } from './record-audit.ts'
import { takeClaims } from './take-claims.ts'
import type { Texts } from './texts.ts'

// T3: claims and promises use the server's edition.
const TZ = process.versions.tz ?? ''

type Deps = { readonly newId: () => string; readonly at: Instant; readonly texts: Texts }
type NewBooking = {
  readonly bookable: Bookable
  readonly wish: Wish
  readonly hosts: readonly ChosenHost[]
  readonly origin: Origin
}
type Ids = {
  readonly booking: BookingId
  readonly attendee: AttendeeId
  readonly guests: readonly BookedGuest[]
}
type Place = BookableHost & { readonly appointment: AppointmentId; readonly home: DocumentName }

/** Everything a booking consists of; undefined, with nothing written, where the claims do not go in. */
export async function writeBooking(
  scope: TransactionScope,
  made: NewBooking,
  deps: Deps,
): Promise<KeptOutcome | undefined> {
  const { bookable, wish } = made
  const ids: Ids = {
    booking: BookingId.parse(deps.newId()),
    attendee: AttendeeId.parse(deps.newId()),
    guests: wish.guests.map((email) => ({ id: AttendeeId.parse(deps.newId()), email })),
  }
  const time = { start: wish.start, end: instant(wish.start + bookable.duration * MINUTE) }
  const places = await placesOf(scope, made, { time, newId: deps.newId })
  if (!(await claimTime(scope, { made, ids, time, places }, deps))) return undefined
  for (const place of places) await writeIntoCalendar(scope, { made, ids, time, place }, deps)
  await recordBooking(scope, { made, ids, time, places }, deps)
  return { status: 201, booking: ids.booking, attendee: ids.attendee, generation: 0, ...time, zone: wish.zone }
}

type Written = { readonly made: NewBooking; readonly ids: Ids; readonly time: Interval }

type Placing = { readonly time: Interval; readonly newId: () => string }

async function placesOf(
  { tx }: TransactionScope,
  { bookable, hosts }: NewBooking,
  { time, newId }: Placing,
): Promise<Place[]> {
  const all = [...bookable.hosts, ...bookable.standIns]
  const workspace = bookable.workspace.id
  const places: Place[] = []
  for (const chosen of hosts) {
    const host = all.find(({ member }) => member.id === chosen.member)
    if (!host) continue
    const { calendar, schedule } = host
    const when = { kind: 'timed', startsAt: time.start, endsAt: time.end, zone: schedule.zone } as const
    const home = await homeOfNew(tx, { workspace, calendar, time: when })
    places.push({ ...host, appointment: AppointmentId.parse(newId()), home })
  }
  return places
}

async function claimTime(
  { tx }: TransactionScope,
  { made, ids, time, places }: Written & { places: readonly Place[] },
  deps: Deps,
): Promise<boolean> {
  return takeClaims(tx, {
    workspace: made.bookable.workspace.id,
    booking: ids.booking,
    time,
    buffers: made.bookable.eventType.buffers,
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
  const { eventType } = bookable
  const appointment = bookedAppointment({
    ...ids,
    id: place.appointment,
    calendar: place.calendar,
    eventType,
    hosts: hosts.map(({ member }) => member),
    time,
    zone: place.schedule.zone,
    wish,
    title: texts.t('appointment.title', { eventType: eventType.name, name: wish.name }),
    tz: TZ,
    at,
  })
  await write(place.home, (doc) => writeAppointment(doc, appointment))
}

async function recordBooking(
  { tx }: TransactionScope,
  { made, ids, time, places }: Written & { places: readonly Place[] },
  { at, newId }: Deps,
): Promise<void> {
  const { bookable, wish, hosts, origin } = made
  const { workspace, link, eventType } = bookable
  const [first] = places
  if (!first) throw new Error('a booking without a host')
  await tx.insert(booking).values({
    id: ids.booking,
    workspace: workspace.id,
    link: link.id,
    eventType: eventType.id,
    appointment: first.appointment,
    document: first.home,
    host: first.member.id,
    hosts: places.map(({ member }) => member.id),
    among: eventType.hosts.map(({ member }) => member),
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
    actor: { kind: 'invitee', attendee: ids.attendee, origin },
    action: 'booking.made',
    booking: ids.booking,
    new: {
      starts: time.start,
      ends: time.end,
      eventType: eventType.id,
      hosts: places.map(({ member }) => member.id),
      choices: hosts.filter(isChoice),
    },
    at,
  })
  await queueBookingMails(tx, bookingMails('confirmed', mailFacts({ made, ids, time, places }, at)), {
    workspace: workspace.id,
    newId,
  })
}

/** S11: whom there was a choice of, and why it fell so. */
function isChoice({ choice, standsInFor }: ChosenHost): boolean {
  return choice !== undefined || standsInFor !== undefined
}

function mailFacts({ made, ids, time, places }: Written & { places: readonly Place[] }, at: Instant): MailFacts {
  const { bookable, wish } = made
  return {
    booking: ids.booking,
    attendee: ids.attendee,
    generation: 0,
    uid: uidOf(ids.booking),
    sequence: 0,
    time,
    eventType: bookable.eventType,
    slug: bookable.link.slug,
    workspace: bookable.workspace,
    hosts: places.map(({ member, schedule }) => ({ ...member, zone: schedule.zone })),
    invitee: wish,
    guests: ids.guests.map(({ id, email }) => ({ id, email, name: email, zone: wish.zone })),
    answers: wish.answers,
    at,
  }
}
