import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import { timeLabels } from '../booking/time-label.ts'
import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import type { Reading } from './visitor.ts'

export type BookingFacts = {
  readonly time: Interval
  readonly zone: ZoneName
  readonly hostZone: ZoneName
  readonly host: string
  readonly guest: string
  readonly where: string | undefined
}

type Said = { readonly texts: Texts; readonly reading: Pick<Reading, 'locale' | 'clock'> }

/** When, where and with whom, as a list of terms. */
export function bookingFacts(facts: BookingFacts, { texts, reading }: Said): Html {
  return html`<dl class="facts">
    <div>
      ${icon('calendar')}
      <dt>${texts.t('confirmed.when')}</dt>
      <dd>${when(facts, { texts, reading })}</dd>
    </div>
    <div>
      ${icon('person')}
      <dt>${texts.t('confirmed.who')}</dt>
      <dd>${facts.host}</dd>
    </div>
    ${
      facts.where !== undefined &&
      html`<div>
        ${icon('place')}
        <dt>${texts.t('confirmed.where')}</dt>
        <dd>${facts.where}</dd>
      </div>`
    }
    <div>
      ${icon('person')}
      <dt>${texts.t('confirmed.guest')}</dt>
      <dd>${facts.guest}</dd>
    </div>
  </dl>`
}

type When = Pick<BookingFacts, 'time' | 'zone' | 'hostZone' | 'host'>

/** Day, times and zone of the invitee, and the host's time beside it where that is another. */
export function when({ time, zone, hostZone, host }: When, { texts, reading }: Said): Html {
  const { locale, clock } = reading
  const labels = timeLabels(locale, zone, clock)
  const moment = (at: Instant) => html`<time datetime="${isoWithOffset(at, zone)}">${labels.time(at)}</time>`
  const theirs = timeLabels(locale, hostZone, clock).time(time.start)
  return html`<strong>${labels.date(time.start)}</strong><br />${moment(time.start)} – ${moment(time.end)}
    <span class="small">${spokenZone(zone)} (${labels.offset(time.start)})</span>
    ${zone !== hostZone && html`<br /><span class="small">${texts.t('zone.hostTime', { time: theirs, zone: spokenZone(hostZone), host })}</span>`}`
}
