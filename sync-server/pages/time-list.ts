import type { Instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import { distinctTimes, timeLabels } from '../booking/time-label.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

export type TimeList = {
  readonly starts: readonly Instant[]
  readonly zone: ZoneName
  readonly addressOf: (start: string) => string
}

/** The free times of one day, each a link to the form. */
export function timeList(list: TimeList, locale: string): Html {
  const labels = distinctTimes(list.starts, timeLabels(locale, list.zone))
  return html`<ul class="times">
    ${list.starts.map((start, index) => {
      const iso = isoWithOffset(start, list.zone)
      return html`<li>
        <a rel="nofollow" href="${list.addressOf(iso)}"><time datetime="${iso}">${labels[index]}</time></a>
      </li> `
    })}
  </ul>`
}
