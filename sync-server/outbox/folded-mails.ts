import type { Interval } from '../../src/core/model/instant.ts'
import type { BookingMail } from './booking-mail.ts'
import type { Pending } from './withdraw-mails.ts'

/**
 * What leaves in place of `pending` and of what comes on top: nothing where it comes to nothing. `undone`: the change that
 * nobody will hear of.
 */
export type Folded = {
  readonly dropped: readonly Pending[]
  readonly queued: BookingMail | undefined
  readonly undone?: BookingMail
}

/**
 * U2: one reader's mails that nobody has seen yet, and `next`. A reader is told how things stand against what they know: a
 * booking made and cancelled again within the ten seconds, or moved there and back, never was.
 */
export function foldedMails(pending: readonly Pending[], next: BookingMail): Folded {
  if (next.event === 'link-renewed') return { dropped: [], queued: next }
  const offers = next.event === 'reassigned' ? [] : pending.filter(({ mail }) => mail.event === 'proposed')
  if (next.event === 'proposal-withdrawn' && offers.length > 0) return { dropped: offers, queued: undefined }
  const unseen = isChange(next) ? pending.findLast(({ mail }) => isChange(mail)) : undefined
  if (!unseen) return { dropped: offers, queued: next }
  const dropped = [...offers, unseen]
  const queued = folded(unseen.mail, next)
  if (!queued) return { dropped, queued, undone: unseen.mail }
  return { dropped, queued: { ...queued, formerGeneration: unseen.mail.formerGeneration } }
}

function isChange({ event }: BookingMail): boolean {
  switch (event) {
    case 'confirmed':
    case 'rescheduled':
    case 'reassigned':
    case 'cancelled':
    case 'proposal-accepted':
      return true
    case 'proposed':
    case 'proposal-declined':
    case 'proposal-withdrawn':
    case 'proposal-expired':
    case 'link-renewed':
      return false
  }
}

/** Of two changes, the first unseen, the one that both come to. */
function folded(unseen: BookingMail, next: BookingMail): BookingMail | undefined {
  switch (unseen.event) {
    case 'confirmed':
      return next.event === 'cancelled' ? undefined : { ...next, event: 'confirmed', earlier: undefined }
    case 'cancelled':
      return next.event === 'cancelled' ? next : movedFrom(timeOf(unseen), next)
    case 'rescheduled':
    case 'proposal-accepted':
      if (!unseen.earlier) return next
      if (next.event === 'cancelled') return { ...next, startsAt: unseen.earlier.start, endsAt: unseen.earlier.end }
      return movedFrom(unseen.earlier, next)
    case 'reassigned':
    case 'proposed':
    case 'proposal-declined':
    case 'proposal-withdrawn':
    case 'proposal-expired':
    case 'link-renewed':
      return next
  }
}

function movedFrom(earlier: Interval, next: BookingMail): BookingMail | undefined {
  const { start, end } = timeOf(next)
  const stayed = start === earlier.start && end === earlier.end
  if (next.event === 'reassigned' && stayed) return next
  return stayed ? undefined : { ...next, event: 'rescheduled', earlier }
}

function timeOf({ startsAt, endsAt }: BookingMail): Interval {
  return { start: startsAt, end: endsAt }
}
