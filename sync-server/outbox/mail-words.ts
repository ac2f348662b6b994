import { locationLabel } from '../booking/location-label.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import type { Texts } from '../booking/texts.ts'
import { dateLocale, type TimeLabels, timeLabels } from '../booking/time-label.ts'
import type { Interval } from '../../src/core/model/instant.ts'
import { type BookingMail, readerOf } from './booking-mail.ts'

/** What the texts of a mail may name; times on the reader's clock. */
export type MailWords = {
  readonly eventType: string
  readonly host: string
  readonly name: string
  readonly reader: string
  readonly date: string
  readonly time: string
  readonly zone: string
  /** Of the time that is proposed. */
  readonly otherDate: string
  readonly otherTime: string
}

export type MailLine = { readonly label: string; readonly value: string }

export function wordsOf(mail: BookingMail, texts: Texts): MailWords {
  const labels = labelsFor(mail, texts)
  const other = mail.proposal?.time ?? timeOf(mail)
  return {
    eventType: mail.eventType,
    host: mail.host.name,
    name: mail.invitee.name,
    reader: readerOf(mail).name,
    date: labels.date(mail.startsAt),
    time: rangeOf(timeOf(mail), labels),
    zone: zoneLabel(mail, labels),
    otherDate: labels.date(other.start),
    otherTime: rangeOf(other, labels),
  }
}

/** The facts, one below the other; what there is nothing to say about has no line. */
export function linesOf(mail: BookingMail, texts: Texts): MailLine[] {
  const { t } = texts
  const labels = labelsFor(mail, texts)
  const whenOf = (time: Interval): string =>
    `${labels.date(time.start)}, ${rangeOf(time, labels)} (${zoneLabel(mail, labels)})`
  const { email, phone, name } = mail.invitee
  const isInvitee = mail.recipient === 'invitee'
  const guest = [name, email, phone].filter((part) => part !== undefined && part !== '').join(', ')
  const until = mail.event === 'proposed' ? mail.proposal?.expiresAt : undefined
  const lines = [
    { label: t('mail.what'), value: mail.eventType },
    { label: t('mail.when'), value: whenOf(timeOf(mail)) },
    { label: t('mail.before'), value: mail.earlier && whenOf(mail.earlier) },
    { label: t('mail.otherTime'), value: mail.proposal && whenOf(mail.proposal.time) },
    { label: t('mail.until'), value: until && `${labels.date(until)}, ${labels.time(until)}` },
    { label: t('mail.where'), value: mail.location && locationLabel(mail.location, texts) },
    { label: t('mail.guest'), value: mail.recipient === 'host' ? guest : undefined },
    ...(mail.recipient === 'guest' ? [] : mail.answers).map(({ question, answer }) => ({
      label: question,
      value: answer,
    })),
    { label: t('mail.by'), value: isInvitee || mail.actor === mail.host.name ? undefined : mail.actor },
    { label: t('mail.reason'), value: mail.reason },
  ]
  return lines.flatMap(({ label, value }) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

function labelsFor(mail: BookingMail, texts: Texts): TimeLabels {
  return timeLabels(dateLocale(mail.workspace.locale, texts.language), readerOf(mail).zone)
}

function timeOf({ startsAt, endsAt }: BookingMail): Interval {
  return { start: startsAt, end: endsAt }
}

function rangeOf({ start, end }: Interval, labels: TimeLabels): string {
  return `${labels.time(start)}–${labels.time(end)}`
}

function zoneLabel(mail: BookingMail, labels: TimeLabels): string {
  return `${spokenZone(readerOf(mail).zone)}, ${labels.offset(mail.startsAt)}`
}
