import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import { timeLabels } from '../booking/time-label.ts'
import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'

export type BookingFacts = {
  readonly time: Interval
  readonly zone: ZoneName
  readonly host: string
  readonly guest: string
  readonly where: string | undefined
}

/** When, where and with whom, as a list of terms. */
export function bookingFacts(facts: BookingFacts, { texts, locale }: { texts: Texts; locale: string }): Html {
  const { time, zone } = facts
  const labels = timeLabels(locale, zone)
  const moment = (at: Instant) => html`<time datetime="${isoWithOffset(at, zone)}">${labels.time(at)}</time>`
  return html`<dl class="facts">
    <div>
      ${icon('calendar')}
      <dt>${texts.t('confirmed.when')}</dt>
      <dd>
        <strong>${labels.date(time.start)}</strong><br />${moment(time.start)} – ${moment(time.end)}
        <span class="small">${spokenZone(zone)} (${labels.offset(time.start)})</span>
      </dd>
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
