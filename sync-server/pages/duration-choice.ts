import type { WallDate } from '../../src/core/model/wall.ts'
import { bookingAddress } from './booking-address.ts'
import type { BookingPage } from './booking-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

/** The lengths that a type may have, each an address of its own; nothing where there is no choice. */
export function durationChoice(page: BookingPage & { readonly selected: WallDate | undefined }): Html | false {
  const { durations, usual, keep, place, selected, event, texts } = page
  if (durations.length < 2) return false
  const addressOf = (duration: number): string =>
    bookingAddress(place.base, { date: selected, ...keep, duration: duration === usual ? undefined : duration })
  return html`<nav class="durations" aria-label="${texts.t('choose.duration')}">
    <ul>
      ${durations.map((duration) => {
        const current = duration === event.duration && html` aria-current="true"`
        const label = texts.t('page.duration', { count: duration })
        return html`<li><a rel="nofollow" href="${addressOf(duration)}" ${current}>${label}</a></li> `
      })}
    </ul>
  </nav>`
}
