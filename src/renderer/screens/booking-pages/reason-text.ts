import type { TFunction } from 'i18next'
import type { AppointmentId, MemberId } from '../../../core/model/ids.ts'
import type { Instant, Interval } from '../../../core/model/instant.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import type { HostAgainst, HostReason, NeedReason, OfferReason, Reason } from '../../../core/scheduling/reason.ts'
import type { Formats } from '../../formats.ts'
import { lengthText } from '../../length-text.ts'
import { stretchText } from '../../stretch-text.ts'

/** One reason in a sentence, with the starts that would do instead. */
export type ReasonText = { readonly text: string; readonly starts: readonly Instant[] }

/** What a reason is put into words with. */
export type Words = {
  readonly t: TFunction
  readonly formats: Formats
  readonly zone: ZoneName
  /** The date that is spoken of. */
  readonly date: WallDate
  /** Undefined: whoever reads it. */
  readonly nameOf: (member: MemberId) => string | undefined
  readonly titleOf: (appointment: AppointmentId) => string | undefined
}

/** Every reason in its order (S14). */
export function reasonTexts(reasons: readonly Reason[], words: Words): ReasonText[] {
  return reasons.flatMap((reason) => (reason.kind === 'hosts' ? needTexts(reason, words) : [offerText(reason, words)]))
}

function plain(text: string): ReasonText {
  return { text, starts: [] }
}

function offerText(reason: OfferReason, words: Words): ReasonText {
  const { t, formats, zone } = words
  switch (reason.kind) {
    case 'off-grid':
      return { text: t('reason.off-grid'), starts: [...new Set([reason.earlier, reason.later])] }
    case 'host-unknown':
      return plain(unknownText(reason.member, words))
    case 'duration-unknown':
      return plain(t('reason.duration-unknown', { lengths: lengthsText(reason.durations, formats.locale) }))
    case 'places':
      return plain(t('reason.places', { count: reason.capacity }))
    case 'link-expired':
      return plain(t('reason.link-expired', { moment: formats.moment(reason.at, zone) }))
    case 'notice': {
      const length = lengthText(reason.minutes, formats.locale)
      return plain(t('reason.notice', { length, moment: formats.moment(reason.bookBefore, zone) }))
    }
    case 'not-yet':
      return plain(t('reason.not-yet', { moment: formats.moment(reason.from, zone) }))
    case 'horizon':
      return plain(t('reason.horizon', { moment: formats.moment(reason.until, zone) }))
    case 'limit':
      return plain(limitText(reason, words))
    case 'past':
    case 'type-not-active':
    case 'link-not-active':
      return plain(t(`reason.${reason.kind}`))
  }
}

function unknownText(member: MemberId, { t, nameOf }: Words): string {
  const name = nameOf(member)
  return name === undefined ? t('reason.self-unknown') : t('reason.host-unknown', { name })
}

function lengthsText(durations: readonly number[], locale: string): string {
  const lengths = durations.map((minutes) => lengthText(minutes, locale))
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(lengths)
}

/** S10: where any of several would do, it is said that none of them can; then what stands in each one's way. */
function needTexts({ need, group, hosts }: NeedReason, words: Words): ReasonText[] {
  const { t } = words
  const head = group === undefined ? t('reason.nobody') : t('reason.nobodyOf', { group })
  const lines = hosts.flatMap((host) => {
    const who = whoText(host, words)
    return host.reasons.map((reason) => {
      const text = hostText(reason, words)
      return plain(who === undefined ? text : t('reason.of', { name: who, text }))
    })
  })
  return need === 'any' && hosts.length > 1 ? [plain(head), ...lines] : lines
}

/** Undefined: whoever reads it, for themselves. */
function whoText({ member, standsInFor }: HostAgainst, { t, nameOf }: Words): string | undefined {
  const name = nameOf(member)
  if (standsInFor === undefined) return name
  const absent = nameOf(standsInFor)
  if (absent === undefined) return t('reason.forYou', { name })
  return name === undefined ? t('reason.youFor', { absent }) : t('reason.for', { name, absent })
}

function hostText(reason: HostReason, words: Words): string {
  const { t } = words
  switch (reason.kind) {
    case 'outside-hours':
      return hoursText('outside-hours', reason, words)
    case 'override':
      return hoursText('override', reason, words)
    case 'rule':
      return t('reason.rule', { time: timeText(reason.time, words) })
    case 'break':
      return t('reason.break', { name: reason.name, time: timeText(reason.time, words) })
    case 'absence':
      return t(`reason.absence.${reason.reason}`, { time: timeText(reason.time, words) })
    case 'holiday':
      return t('reason.holiday', { name: reason.holiday.name })
    case 'limit':
      return limitText(reason, words)
    case 'seats':
      return t('reason.seats', { count: reason.capacity, time: timeText(reason.time, words) })
    case 'busy':
    case 'booking':
      return takenText(reason, words)
  }
}

type Hours = { readonly date: WallDate; readonly hours: readonly Interval[] }

function hoursText(kind: 'outside-hours' | 'override', { date, hours }: Hours, words: Words): string {
  const { t, formats, zone } = words
  const day = formats.day(date)
  if (hours.length === 0) return t(`reason.${kind}.closed`, { day })
  const ranges = hours.map(({ start, end }) => formats.clockRange(start, end, zone))
  const list = new Intl.ListFormat(formats.locale, { type: 'conjunction' }).format(ranges)
  return t(`reason.${kind}.open`, { day, hours: list })
}

type Taken = Extract<HostReason, { kind: 'busy' | 'booking' }>

function takenText(reason: Taken, words: Words): string {
  const { t, formats } = words
  const time = timeText(reason.time, words)
  const title = reason.kind === 'busy' && reason.appointment ? words.titleOf(reason.appointment) : undefined
  if (reason.gap !== undefined) {
    const length = lengthText(reason.gap, formats.locale)
    return title === undefined ? t('reason.gap', { length, time }) : t('reason.gapTo', { length, time, title })
  }
  if (title !== undefined) return t('reason.busyWith', { time, title })
  return t(`reason.${reason.kind}`, { time })
}

type Full = Extract<HostReason, { kind: 'limit' }>

function limitText({ limit, period }: Full, words: Words): string {
  const { t, formats } = words
  const per = t(`reason.per.${limit.per}`)
  const time = stretchText(period, words)
  if (limit.measure === 'count') return t(`reason.limit.${limit.of}.count`, { count: limit.most, per, time })
  return t(`reason.limit.${limit.of}.minutes`, { length: lengthText(limit.most, formats.locale), per, time })
}

function timeText(time: Interval, words: Words): string {
  return stretchText(time, words)
}
