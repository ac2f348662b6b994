import type { Instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import { type Clock, distinctTimes, timeLabels } from '../booking/time-label.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

export type TimeList = {
  readonly starts: readonly Instant[]
  readonly addressOf: (start: string) => string
}

type Reading = { readonly locale: string; readonly zone: ZoneName; readonly clock: Clock }

/** The free times of one day, each a link to the form. */
export function timeList(list: TimeList, { locale, zone, clock }: Reading): Html {
  const labels = distinctTimes(list.starts, timeLabels(locale, zone, clock))
  return html`<ul class="times">
    ${list.starts.map((start, index) => {
      const iso = isoWithOffset(start, zone)
      return html`<li>
        <a rel="nofollow" data-start="${iso}" href="${list.addressOf(iso)}"
          ><time datetime="${iso}">${labels[index]}</time></a
        >
      </li> `
    })}
  </ul>`
}
