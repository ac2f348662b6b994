import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import type { Question } from '../../src/core/model/question.ts'
import { isoWithOffset, wallDateOf } from '../../src/core/time/wall-clock.ts'
import type { FieldProblems } from '../booking/booking-request.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import { dateLabel, timeLabels } from '../booking/time-label.ts'
import { bookingAddress } from './booking-address.ts'
import type { BookingPage } from './booking-page.ts'
import { bookingPage } from './booking-page.ts'
import type { Typed } from './details-form.ts'
import { detailsForm } from './details-form.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'

export type DetailsPage = BookingPage & {
  readonly start: Instant
  /** New for every form that is sent out (C4). */
  readonly key: string
  readonly questions: readonly Question[]
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

function chosenTime({ texts, locale, start, zone, hostZone, slug, event }: DetailsPage): Html {
  const labels = timeLabels(locale, zone)
  const end = instant(start + event.duration * MINUTE)
  const hostTime = timeLabels(locale, hostZone).time(start)
  const iso = isoWithOffset(start, zone)
  return html`<div class="chosen">
    ${icon('calendar')}
    <p>
      <strong>${labels.date(start)}</strong><br />
      <time datetime="${iso}">${labels.time(start)}</time> – ${labels.time(end)}
      <span class="small">${spokenZone(zone)} (${labels.offset(start)})</span>
      ${zone !== hostZone && html`<br /><span class="small">${texts.t('zone.hostTime', { time: hostTime, zone: spokenZone(hostZone), host: event.host })}</span>`}
    </p>
    <a rel="nofollow" href="${bookingAddress(slug, { date: iso.slice(0, 10), timezone: zone })}"
      >${texts.t('form.change')}</a
    >
  </div>`
}

function lostTime(page: DetailsPage, { code, alternatives }: NonNullable<DetailsPage['lost']>): Html {
  const { texts, locale, zone, slug, start } = page
  const labels = timeLabels(locale, zone)
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
      <a rel="nofollow" href="${bookingAddress(slug, { timezone: zone })}">${texts.t('taken.all')}</a>
      <span class="small">${spokenZone(zone)}</span>
    </p>
  </section>`
}

function form(page: DetailsPage, starts: readonly { start: string; label: string }[]): Html {
  const { slug, key, questions, typed, problems, workspace, zone } = page
  const action = `/book/${slug}/book`
  return detailsForm({ action, key, starts, timezone: zone, questions, typed, problems, workspace }, page.texts)
}
