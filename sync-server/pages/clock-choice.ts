import type { WallDate } from '../../src/core/model/wall.ts'
import { bookingAddress } from './booking-address.ts'
import type { BookingPage } from './booking-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

const CLOCKS = ['12', '24'] as const

/** Am and pm, or 24 hours: each an address of its own. */
export function clockChoice(page: BookingPage & { readonly selected: WallDate | undefined }): Html {
  const { clock, keep, place, selected, texts } = page
  return html`<nav class="clock" aria-label="${texts.t('clock.label')}">
    <ul>
      ${CLOCKS.map((one) => {
        const current = one === clock && html` aria-current="true"`
        const address = bookingAddress(place.base, { date: selected, ...keep, clock: one })
        return html`<li><a rel="nofollow" href="${address}" ${current}>${texts.t(`clock.${one}`)}</a></li> `
      })}
    </ul>
  </nav>`
}
