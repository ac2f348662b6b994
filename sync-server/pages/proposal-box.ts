import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { dateLabel, timeLabels } from '../booking/time-label.ts'
import { wallDateOf } from '../../src/core/time/wall-clock.ts'
import { when } from './booking-facts.ts'
import type { BookedPage } from './confirmed-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'

/** Another time that a host has asked for, and that is held until then (C10). */
export type ShownProposal = {
  readonly time: Interval
  readonly expiresAt: Instant
  readonly reason: string | undefined
}

/** The proposed time, and a button for each of the two answers. */
export function proposalBox(page: BookedPage, { time, expiresAt, reason }: ShownProposal): Html {
  const { texts, token, facts, reading } = page
  const labels = timeLabels(reading.locale, facts.zone, reading.clock)
  const day = dateLabel(wallDateOf(expiresAt, facts.zone), reading.locale, 'day')
  const until = texts.t('taken.time', { time: labels.time(expiresAt), day })
  return html`<form class="proposal" method="post" action="/booking/${token}/proposal">
    <h2>${texts.t('proposal.heading', { host: facts.host })}</h2>
    ${reason !== undefined && html`<p>${texts.t('proposal.reason', { reason })}</p>`}
    <div class="chosen">
      ${icon('calendar')}
      <p>${when({ ...facts, time }, page)}</p>
    </div>
    <p class="small">${texts.t('proposal.until', { until })}</p>
    <p class="actions">
      <button class="primary" name="answer" value="accept">${texts.t('proposal.accept')}</button>
      <button name="answer" value="decline">${texts.t('proposal.decline')}</button>
    </p>
  </form>`
}
