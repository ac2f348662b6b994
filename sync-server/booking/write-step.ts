import type { BookingAction } from '../../src/core/contract/hosted-bookings.ts'
import { eq } from 'drizzle-orm'
import { readAppointment } from '../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { AppointmentRow } from '../../src/core/projections/rows.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import { booking } from '../database/schema.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { MailEvent } from '../outbox/booking-mail.ts'
import { queueBookingMails } from '../outbox/queue-booking-mails.ts'
import { actorName, mailsDueAt } from './booking-actor.ts'
import { bookingMails, type MailFacts } from './booking-mails.ts'
import type { Stepped } from './life-outcome.ts'
import { recordAudit } from './record-audit.ts'
import { type RowChange, steppedOf, timeAfter } from './stepped.ts'
import type { Held } from './take-step.ts'

type Edit = (own: Appointment) => Appointment

export type Step = Held & {
  /** What becomes of the entry in each host's calendar; absent: they stay as they are. */
  readonly edit?: Edit
  /** Entries that the step has written already: of hosts who are new, of a desk. */
  readonly written?: readonly AppointmentRow['id'][]
  /** What becomes of the booking's row. */
  readonly row?: RowChange
  readonly audit: { readonly action: BookingAction; readonly old?: unknown; readonly new: unknown }
  readonly mail?: { readonly event: MailEvent } & Partial<MailFacts>
  /** Of its hosts, where the step changes them. */
  readonly hosts?: readonly [Member, ...Member[]]
}

/** Everything a step consists of beside the claims, which may be refused and go first. */
export async function writeStep(scope: TransactionScope, step: Step, newId: () => string): Promise<Stepped> {
  const { managed, actor, at, row = {}, audit, mail } = step
  const { id, workspace } = managed.row
  await writeEntries(scope, step)
  if (Object.keys(row).length > 0) await scope.tx.update(booking).set(row).where(eq(booking.id, id))
  await recordAudit(scope.tx, { id: newId(), workspace, actor, booking: id, at, ...audit })
  if (mail) {
    const mails = bookingMails(mail.event, { ...(await mailFacts(scope, step)), ...mail })
    await queueBookingMails(scope.tx, mails, { workspace, newId, ...mailsDueAt(actor, at) })
  }
  return steppedOf(step)
}

type Entries = Held & Pick<Step, 'edit' | 'written'>

/** Every host's entry. In the one in which a desk has taken the step already only what the desk cannot know is put right. */
export async function writeEntries(scope: TransactionScope, step: Entries): Promise<void> {
  const { managed, edit, wrote, written = [] } = step
  if (edit === undefined) return
  const { actor, at } = step
  const author = { by: actorName(actor), ...(actor.kind === 'member' && { member: actor.member }) }
  for (const entry of managed.appointments.filter(({ id }) => !written.includes(id))) {
    const change = entry.id === wrote?.id ? righted(edit) : (own: Appointment) => ({ ...edit(own), changedAt: at })
    await writeEntry(scope, entry, { change, ...author })
  }
}

// Its number among all that was told, and what has become of a proposal.
function righted(edit: Edit): Edit {
  return (own) => {
    const { sequence, proposal } = edit(own)
    return { ...own, sequence, proposal }
  }
}

type Change = { readonly change: Edit; readonly by: string; readonly member?: MemberId }

async function writeEntry(
  { write }: TransactionScope,
  { document, calendar, id }: AppointmentRow,
  { change, by, ...author }: Change,
): Promise<void> {
  await write(
    document,
    (doc) => {
      const current = readAppointment(doc, calendar, id)
      if (current) writeAppointment(doc, change(current), { by })
    },
    author,
  )
}

async function mailFacts({ tx }: TransactionScope, step: Step): Promise<MailFacts> {
  const { managed, actor, at, row = {}, hosts = managed.hosts } = step
  const { attendee, eventType, slug, workspace, zone } = managed
  const { data } = managed.appointments[0]
  const { uid, answers, attendees } = data
  const by = actor.kind === 'member' ? await memberById(tx, { workspace: workspace.id, id: actor.member }) : undefined
  const booker = attendees.find(({ kind }) => kind === 'booker') ?? attendee
  return {
    booking: managed.row.id,
    attendee: booker.id,
    generation: row.generation ?? managed.row.generation,
    formerGeneration: managed.row.generation,
    time: timeAfter({ managed, row }),
    uid,
    sequence: row.sequence ?? data.sequence,
    eventType,
    slug,
    workspace,
    hosts,
    answers,
    at,
    invitee: { name: booker.name, email: booker.email, phone: booker.phone, zone: row.zone ?? booker.zone ?? zone },
    guests: attendees
      .filter(({ kind, status }) => kind === 'guest' && status !== 'cancelled')
      .map((one) => ({ id: one.id, name: one.name, email: one.email, zone: one.zone ?? zone })),
    ...(by && { actor: by.name }),
  }
}
