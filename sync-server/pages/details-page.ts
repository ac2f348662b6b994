import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import { isoWithOffset, wallDateOf } from '../../src/core/time/wall-clock.ts'
import type { FieldProblems } from '../booking/booking-request.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import { dateLabel, timeLabels } from '../booking/time-label.ts'
import { bookingAddress } from './booking-address.ts'
import { when } from './booking-facts.ts'
import type { BookingPage } from './booking-page.ts'
import { bookingPage } from './booking-page.ts'
import { detailsFields } from './details-fields.ts'
import type { Typed } from './details-form.ts'
import { detailsForm } from './details-form.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'

export type DetailsPage = BookingPage & {
  readonly start: Instant
  /** New for every form that is sent out (C4). */
  readonly key: string
  readonly eventType: Pick<EventType, 'questions' | 'guests'>
  /** C3: of theirs on this time. */
  readonly hold: string | undefined
  readonly typed: Typed
  readonly problems: FieldProblems
  /** C2: `start` cannot be had; these can. */
  readonly lost?: { readonly code: 'slot-taken' | 'slot-not-offered'; readonly alternatives: readonly Instant[] }
}

/** Step two: the chosen time and a form; the same again when the time was lost, with others to choose from. */
export function detailsPage(page: DetailsPage): Html {
  const { texts, lost } = page
  const eventType = page.event.name
  if (lost) return bookingPage(page, { title: texts.t('taken.title', { eventType }), body: lostTime(page, lost) })
  const wrong = Object.keys(page.problems).length > 0
  return bookingPage(page, {
    title: texts.t(wrong ? 'form.problemTitle' : 'form.title', { eventType }),
    body: html`<section class="form">
      <h2>${texts.t('form.heading')}</h2>
      ${chosenTime(page)}
      ${form(page, [{ start: isoWithOffset(page.start, page.zone), label: texts.t('form.submit') }])}
    </section>`,
  })
}

function chosenTime(page: DetailsPage): Html {
  const { texts, start, zone, hostZone, place, event, keep } = page
  const time = { start, end: instant(start + event.duration * MINUTE) }
  const date = wallDateOf(start, zone)
  return html`<div class="chosen">
    ${icon('calendar')}
    <p>${when({ time, zone, hostZone, host: event.host }, { texts, reading: page })}</p>
    <a rel="nofollow" href="${bookingAddress(place.base, { date, ...keep })}">${texts.t('form.change')}</a>
  </div>`
}

function lostTime(page: DetailsPage, { code, alternatives }: NonNullable<DetailsPage['lost']>): Html {
  const { texts, locale, clock, zone, place, start, keep } = page
  const labels = timeLabels(locale, zone, clock)
  const said = (at: Instant) =>
    texts.t('taken.time', { time: labels.time(at), day: dateLabel(wallDateOf(at, zone), locale, 'day') })
  const starts = alternatives.map((at) => ({ start: isoWithOffset(at, zone), label: said(at) }))
  return html`<section class="form lost">
    <div class="problems" role="alert">
      <h2>${texts.t(code === 'slot-taken' ? 'taken.heading' : 'taken.headingNotOffered', { time: said(start) })}</h2>
      <p>${texts.t(starts.length > 0 ? 'taken.kept' : 'taken.none')}</p>
    </div>
    ${starts.length > 0 && form(page, starts)}
    <p>
      <a rel="nofollow" href="${bookingAddress(place.base, { ...keep })}">${texts.t('taken.all')}</a>
      <span class="small">${spokenZone(zone)}</span>
    </p>
  </section>`
}

function form(page: DetailsPage, starts: readonly { start: string; label: string }[]): Html {
  const { place, key, eventType, typed, problems, workspace, zone: timezone, keep, hold, texts } = page
  const { duration, clock } = keep
  // Of several times none is held: which one it will be is not known yet.
  const holds = place.holds === undefined || page.lost ? undefined : { address: place.holds, id: hold }
  const fields = detailsFields(eventType, texts)
  const action = `${place.base}book`
  return detailsForm(
    { action, key, starts, duration, timezone, clock, holds, fields, typed, problems, workspace },
    texts,
  )
}
