import { spokenZone } from '../booking/spoken-zone.ts'
import { manageToken } from '../booking/manage-token.ts'
import type { Texts } from '../booking/texts.ts'
import { dateLocale, timeLabels } from '../booking/time-label.ts'
import { locationLabel } from '../booking/location-label.ts'
import type { BookingMail } from './booking-mail.ts'
import type { Mail, MailAddress } from './mail.ts'
import { mailBody } from './mail-body.ts'
import { bookingInvite } from './booking-invite.ts'

export type Composing = { readonly texts: Texts; readonly publicUrl: () => string; readonly serverKey: Uint8Array }

/** Writes the mail that the facts call for: subject, text, HTML and an invitation for calendar programs. */
export function composeBookingMail(id: string, facts: BookingMail, deps: Composing): Mail {
  const { texts } = deps
  const guest = facts.recipient === 'invitee'
  const reader = guest ? facts.invitee : facts.host
  const other = guest ? facts.host : facts.invitee
  const domain = mailDomain(deps.publicUrl())
  const sender = { name: facts.workspace.name, email: `no-reply@${domain}` }
  const words = wordsOf(facts, texts)
  const kind = `mail.${facts.recipient}-${facts.event}`
  return {
    messageId: `${id}@${domain}`,
    from: mailAddress(sender),
    to: mailAddress(reader),
    replyTo: mailAddress(other),
    subject: oneLine(texts.t(`${kind}.subject`, words)),
    ...mailBody({
      heading: texts.t(`${kind}.heading`),
      intro: texts.t(`${kind}.intro`, words),
      lines: linesOf(facts, words, texts),
      link: guest ? linkOf(facts, kind, deps) : undefined,
      footer: texts.t('mail.footer', { workspace: facts.workspace.name }),
      language: texts.language,
    }),
    invite: inviteOf(facts, texts),
  }
}

function inviteOf(facts: BookingMail, texts: Texts): Mail['invite'] {
  const { uid, sequence, startsAt, endsAt, eventType, location, host, invitee, at } = facts
  const method = facts.event === 'cancelled' ? 'CANCEL' : 'REQUEST'
  const { name } = facts.recipient === 'invitee' ? host : invitee
  const summary = texts.t('appointment.title', { eventType, name })
  const where = location && locationLabel(location, texts)
  const time = { start: startsAt, end: endsAt }
  const content = bookingInvite(
    { uid, sequence, summary, location: where, time, organizer: host, attendee: invitee, at },
    method,
  )
  return { method, content }
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

type Words = { eventType: string; host: string; name: string; date: string; time: string; zone: string }

function wordsOf(facts: BookingMail, texts: Texts): Words {
  const { zone } = facts.recipient === 'invitee' ? facts.invitee : facts.host
  const labels = timeLabels(dateLocale(facts.workspace.locale, texts.language), zone)
  return {
    eventType: facts.eventType,
    host: facts.host.name,
    name: facts.invitee.name,
    date: labels.date(facts.startsAt),
    time: `${labels.time(facts.startsAt)}–${labels.time(facts.endsAt)}`,
    zone: `${spokenZone(zone)}, ${labels.offset(facts.startsAt)}`,
  }
}

function linesOf(facts: BookingMail, words: Words, texts: Texts): { label: string; value: string }[] {
  const { email, phone } = facts.invitee
  const guest = [facts.invitee.name, email, phone].filter((part) => part !== undefined).join(', ')
  const lines = [
    { label: texts.t('mail.what'), value: facts.eventType },
    { label: texts.t('mail.when'), value: `${words.date}, ${words.time} (${words.zone})` },
    { label: texts.t('mail.where'), value: facts.location && locationLabel(facts.location, texts) },
    { label: texts.t('mail.guest'), value: facts.recipient === 'host' ? guest : undefined },
    ...facts.answers.map(({ question, answer }) => ({ label: question, value: answer })),
    { label: texts.t('mail.reason'), value: facts.reason },
  ]
  return lines.flatMap(({ label, value }) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

function linkOf(facts: BookingMail, kind: string, { texts, publicUrl, serverKey }: Composing) {
  const label = texts.t(`${kind}.manage`)
  if (facts.event === 'cancelled') return { label, url: `${publicUrl()}/book/${facts.slug}/` }
  const token = manageToken(serverKey, facts, facts.generation)
  return { label, url: `${publicUrl()}/booking/${token}/manage` }
}
