import type { Texts } from '../booking/texts.ts'
import { bookingAddress } from './booking-address.ts'
import type { BookingFacts } from './booking-facts.ts'
import { bookingFacts } from './booking-facts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { pageLayout } from './page-layout.ts'

/** What the pages behind a manage token show. */
export type BookedPage = {
  readonly texts: Texts
  readonly stylesheet: string
  readonly locale: string
  readonly token: string
  readonly slug: string
  readonly eventType: string
  readonly workspace: string
  readonly email: string
  readonly facts: BookingFacts
}

/** Where a booking ends: all that stands in the mail, and what can be done next. */
export function confirmedPage(page: BookedPage): Html {
  const { texts, token, eventType, email } = page
  const main = html`<section class="card done">
    <p class="sign good">${icon('check')}</p>
    <h1>${texts.t('confirmed.heading')}</h1>
    <p>${texts.t('confirmed.intro', { email })}</p>
    <h2>${eventType}</h2>
    ${bookingFacts(page.facts, page)}
    <p class="actions">
      <a class="button primary" href="/booking/${token}/invite.ics">${texts.t('confirmed.addToCalendar')}</a>
      <a class="button" href="/booking/${token}/manage">${texts.t('confirmed.manage')}</a>
    </p>
    <p class="small"><a href="${bookingAddress(page.slug)}">${texts.t('confirmed.bookAnother')}</a></p>
  </section>`
  const title = texts.t('confirmed.title', { eventType })
  return pageLayout({ title, owner: page.workspace, main, width: 'narrow' }, page)
}
