import { manageToken } from '../booking/manage-token.ts'
import type { Texts } from '../booking/texts.ts'
import { locationLabel } from '../booking/location-label.ts'
import { bookingInvite, type InviteFacts } from './booking-invite.ts'
import { type BookingMail, isAddress, readerOf } from './booking-mail.ts'
import type { Mail, MailAddress } from './mail.ts'
import { mailBody } from './mail-body.ts'
import { linesOf, wordsOf } from './mail-words.ts'

export type Composing = {
  readonly texts: Texts
  readonly publicUrl: () => string
  readonly serverKey: Uint8Array
  readonly config?: { readonly mailFrom?: MailAddress | undefined }
}

/** Writes the mail that the facts call for: subject, text, HTML and an invitation for calendar programs. */
export function composeBookingMail(id: string, facts: BookingMail, deps: Composing): Mail {
  const { texts } = deps
  const other = facts.recipient === 'host' ? facts.invitee : facts.host
  const domain = mailDomain(deps.publicUrl())
  const from = senderOf(facts, deps.config?.mailFrom ?? { name: '', address: `no-reply@${domain}` })
  const words = wordsOf(facts, texts)
  const kind = `mail.${facts.recipient}-${facts.event}`
  return {
    messageId: `${id}@${domain}`,
    from,
    to: mailAddress(readerOf(facts)),
    replyTo: isAddress(other.email) ? mailAddress(other) : from,
    subject: oneLine(texts.t(`${kind}.subject`, words)),
    ...mailBody({
      heading: texts.t(`${kind}.heading`, words),
      intro: texts.t(`${kind}.intro`, words),
      lines: linesOf(facts, texts),
      link: facts.recipient === 'invitee' ? linkOf(facts, kind, deps) : undefined,
      footer: texts.t('mail.footer', { workspace: facts.workspace.name }),
      language: texts.language,
    }),
    invite: inviteOf(facts, texts),
  }
}

// What is only proposed changes nothing in a calendar: a REQUEST for it would move the appointment there (RFC 5546 3.2.2).
function inviteOf(facts: BookingMail, texts: Texts): Mail['invite'] {
  switch (facts.event) {
    case 'confirmed':
    case 'rescheduled':
    case 'reassigned':
    case 'proposal-accepted':
      return { method: 'REQUEST', content: bookingInvite(inviteFacts(facts, texts), 'REQUEST') }
    case 'cancelled':
      return { method: 'CANCEL', content: bookingInvite(inviteFacts(facts, texts), 'CANCEL') }
    case 'proposed':
    case 'proposal-declined':
    case 'proposal-withdrawn':
    case 'proposal-expired':
    case 'link-renewed':
      return undefined
  }
}

function inviteFacts(facts: BookingMail, texts: Texts): InviteFacts {
  const { uid, sequence, startsAt, endsAt, eventType, location, host, invitee, at } = facts
  const { name } = facts.recipient === 'host' ? invitee : host
  const organizer = facts.organizer ?? host
  // Each copy names one attendee: its reader. The organizer's own names whom they meet.
  const isOrganizer = facts.recipient === 'host' && organizer.email === host.email && isAddress(invitee.email)
  return {
    uid,
    sequence,
    summary: texts.t('appointment.title', { eventType, name }),
    location: location && locationLabel(location, texts),
    time: { start: startsAt, end: endsAt },
    organizer,
    attendee: isOrganizer ? invitee : { ...readerOf(facts), invited: facts.recipient === 'guest' },
    at,
  }
}

// The workspace's name stands before the server's address, where that brings none of its own.
function senderOf({ workspace }: BookingMail, { name, address }: MailAddress): MailAddress {
  return mailAddress({ name: name === '' ? workspace.name : name, email: address })
}

/** A name that cannot break out of its header and a single address. */
function mailAddress({ name, email }: { name: string; email: string }): MailAddress {
  return { name: oneLine(name), address: email }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

// A mail address wants a name with a dot; a server that is tried out at home has none.
function mailDomain(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return /^[\d.]+$|^\[|^[^.]+$/.test(hostname) ? 'dayloom.invalid' : hostname
}

function linkOf(facts: BookingMail, kind: string, { texts, publicUrl, serverKey }: Composing) {
  const label = texts.t(`${kind}.manage`)
  if (facts.event === 'cancelled') return { label, url: `${publicUrl()}/book/${facts.slug}/` }
  const token = manageToken(serverKey, facts, facts.generation)
  return { label, url: `${publicUrl()}/booking/${token}/manage` }
}
