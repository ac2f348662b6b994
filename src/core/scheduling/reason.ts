import type { AbsenceId, AppointmentId, BookingId, BreakId, MemberId, RuleId } from '../model/ids.ts'
import type { Absence } from '../model/absence.ts'
import type { Horizon, Limit } from '../model/event-type.ts'
import type { Holiday } from '../model/holiday.ts'
import type { Instant, Interval } from '../model/instant.ts'
import type { WallDate } from '../model/wall.ts'

/**
 * S14: why a start cannot be booked, as data that a screen puts into words. Each says what would open it: a moment to book
 * before, a moment from which it is allowed, the nearest starts, the rule or event that stands in the way.
 */
export type Reason = OfferReason | NeedReason

/** Of the offer itself, whoever its hosts are. */
export type OfferReason =
  | { readonly kind: 'type-not-active' }
  | { readonly kind: 'link-not-active' }
  | { readonly kind: 'link-expired'; readonly at: Instant }
  | { readonly kind: 'duration-unknown'; readonly durations: readonly number[] }
  /** More places are asked for than a session has. */
  | { readonly kind: 'places'; readonly capacity: number }
  /** Nothing is known of somebody who must be free. */
  | { readonly kind: 'host-unknown'; readonly member: MemberId }
  | { readonly kind: 'past' }
  /** It could have been booked until `bookBefore`. */
  | { readonly kind: 'notice'; readonly minutes: number; readonly bookBefore: Instant }
  | { readonly kind: 'not-yet'; readonly from: Instant }
  /** `until`: the last moment at which something may start now. */
  | { readonly kind: 'horizon'; readonly horizon: Horizon; readonly until: Instant }
  /** The nearest starts of the grid, bookable or not. */
  | { readonly kind: 'off-grid'; readonly earlier: Instant; readonly later: Instant }
  | { readonly kind: 'limit'; readonly limit: Limit; readonly period: Interval }

/**
 * S10: of those who are needed, nobody (`any`) or not everybody (`all`) can. Each of them who cannot, with all that stands in their
 * way, followed by whoever stands in for them at that time.
 */
export type NeedReason = {
  readonly kind: 'hosts'
  readonly need: 'all' | 'any'
  readonly group?: string
  readonly hosts: readonly HostAgainst[]
}

export type HostAgainst = {
  readonly member: MemberId
  readonly standsInFor?: MemberId
  readonly reasons: readonly HostReason[]
}

/** Of one host, in the order of S5. */
export type HostReason =
  /** `hours`: when the host does work on that date, before anything is taken from it. */
  | { readonly kind: 'outside-hours'; readonly date: WallDate; readonly hours: readonly Interval[] }
  | { readonly kind: 'override'; readonly date: WallDate; readonly hours: readonly Interval[] }
  | { readonly kind: 'rule'; readonly rule: RuleId; readonly time: Interval }
  | { readonly kind: 'break'; readonly break: BreakId; readonly name: string; readonly time: Interval }
  | {
      readonly kind: 'absence'
      readonly absence: AbsenceId
      readonly reason: Absence['reason']
      readonly time: Interval
    }
  | { readonly kind: 'holiday'; readonly holiday: Holiday }
  | { readonly kind: 'limit'; readonly limit: Limit; readonly period: Interval }
  /** `gap`: the minutes that had to be free before or after it as well, where only they are missing. */
  | { readonly kind: 'busy'; readonly time: Interval; readonly appointment?: AppointmentId; readonly gap?: number }
  | { readonly kind: 'booking'; readonly time: Interval; readonly booking?: BookingId; readonly gap?: number }
  | { readonly kind: 'seats'; readonly time: Interval; readonly capacity: number }

/** What an invitee may be told of the reasons: nothing about anybody's time but their own (S14). */
export type PublicReason =
  /** The page, whatever the start. */
  | { readonly kind: 'closed' }
  | Extract<OfferReason, { kind: 'duration-unknown' | 'places' | 'past' | 'notice' | 'not-yet' | 'off-grid' }>
  | { readonly kind: 'horizon'; readonly until: Instant }
  /** As often as this person may book in that period, they have. */
  | { readonly kind: 'booker-limit'; readonly period: Interval }
  /** No seats are left (S13). */
  | { readonly kind: 'full' }
  | { readonly kind: 'unavailable' }
