import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import { isoWithOffset, wallDateOf } from '../../src/core/time/wall-clock.ts'
import { dateLabel, timeLabels } from '../booking/time-label.ts'
import { bookingAddress } from './booking-address.ts'
import { when } from './booking-facts.ts'
import type { BookingPage } from './booking-page.ts'
import { bookingPage } from './booking-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import type { Permitted } from './manage-page.ts'
import { reasonField } from './reason-field.ts'

export type ReschedulePage = BookingPage & {
  readonly start: Instant
  /** When it is as yet. */
  readonly present: Interval
  /** New for every form that is sent out (C4). */
  readonly key: string
  readonly reason: Permitted['reason']
  readonly typedReason?: string | undefined
  readonly reasonMissing?: boolean
  /** C10: `start` cannot be had; these can, and the old time stands. */
  readonly alternatives?: readonly Instant[]
}

/** The old time, the new one, why where the policy asks, and a button; where the new one is lost, others to choose from. */
export function reschedulePage(page: ReschedulePage): Html {
  const { texts, event, alternatives, start } = page
  const body = html`<section class="form">
    ${alternatives ? lostHead(page, alternatives) : html`<h2>${texts.t('reschedule.heading')}</h2>`} ${times(page)}
    ${(alternatives ?? [start]).length > 0 && form(page, alternatives ?? [start])}
    <p class="small"><a href="${manageAddress(page)}">${texts.t('reschedule.keep')}</a></p>
  </section>`
  return bookingPage(page, { title: texts.t('reschedule.title', { eventType: event.name }), body })
}

function lostHead(page: ReschedulePage, { length }: readonly Instant[]): Html {
  const { texts, start } = page
  return html`<div class="problems" role="alert">
    <h2>${texts.t('taken.headingNotOffered', { time: said(start, page) })}</h2>
    <p>${texts.t(length > 0 ? 'reschedule.stands' : 'taken.none')}</p>
  </div>`
}

function times(page: ReschedulePage): Html {
  const { texts, zone, hostZone, event, place, keep, start, present, alternatives } = page
  const shown = (time: Interval) => when({ time, zone, hostZone, host: event.host }, { texts, reading: page })
  const time = { start, end: instant(start + event.duration * MINUTE) }
  const date = wallDateOf(start, zone)
  return html`<div class="chosen former">
      ${icon('calendar')}
      <p><span class="small">${texts.t('reschedule.until')}</span><br />${shown(present)}</p>
    </div>
    ${
      !alternatives &&
      html`<div class="chosen">
        ${icon('calendar')}
        <p><span class="small">${texts.t('reschedule.now')}</span><br />${shown(time)}</p>
        <a rel="nofollow" href="${bookingAddress(place.base, { date, ...keep })}">${texts.t('form.change')}</a>
      </div>`
    }`
}

function form(page: ReschedulePage, starts: readonly Instant[]): Html {
  const { texts, place, key, zone, event, reason, typedReason, reasonMissing = false } = page
  const { clock } = page.keep
  const hidden = { idempotencyKey: key, duration: event.duration, timezone: zone, clock }
  const label = (start: Instant) => (page.alternatives ? said(start, page) : texts.t('reschedule.submit'))
  return html`<form method="post" action="${place.base}">
    ${Object.entries(hidden).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${reasonField({ wanted: reason, missing: reasonMissing, host: event.host, value: typedReason }, texts)}
    <p class="send">
      ${starts.map((start) => html`<button class="primary" name="start" value="${isoWithOffset(start, zone)}">${label(start)}</button> `)}
    </p>
  </form>`
}

function said(at: Instant, { texts, locale, zone, clock }: ReschedulePage): string {
  const time = timeLabels(locale, zone, clock).time(at)
  return texts.t('taken.time', { time, day: dateLabel(wallDateOf(at, zone), locale, 'day') })
}

function manageAddress({ place }: ReschedulePage): string {
  return place.base.replace(/reschedule\/$/, 'manage')
}
