import type { BookingFacts } from './booking-facts.ts'
import { bookingFacts } from './booking-facts.ts'
import { calendarLinks } from './calendar-links.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { type Frame, pageLayout } from './page-layout.ts'
import { paragraphs } from './paragraphs.ts'
import type { Reading } from './visitor.ts'

/** What the pages behind a manage token show. */
export type BookedPage = Frame & {
  readonly reading: Reading
  readonly token: string
  /** Where the type can be booked again. */
  readonly again: string
  readonly eventType: string
  readonly workspace: string
  readonly email: string
  readonly facts: BookingFacts
  /** Of the type, for those who have booked. */
  readonly message: string
  /** Where the type leads those who have booked, as far as the server lets it. */
  readonly onward: { readonly address: string; readonly host: string } | undefined
}

/** Where a booking ends: all that stands in the mail, and what can be done next. */
export function confirmedPage(page: BookedPage): Html {
  const { texts, token, eventType, email, onward } = page
  const main = html`<section class="card done">
    <p class="sign good">${icon('check')}</p>
    <h1>${texts.t('confirmed.heading')}</h1>
    <p>${texts.t('confirmed.intro', { email })}</p>
    <h2>${eventType}</h2>
    ${bookingFacts(page.facts, page)} ${addLinks(page)} ${paragraphs(page.message, 'message')}
    <p class="actions">
      ${onward && html`<a class="button primary" rel="noopener noreferrer" href="${onward.address}">${texts.t('confirmed.onward', { host: onward.host })}</a>`}
      <a class="${onward ? 'button' : 'button primary'}" href="/booking/${token}/manage"
        >${texts.t('confirmed.manage')}</a
      >
    </p>
    <p class="small"><a href="${page.again}">${texts.t('confirmed.bookAnother')}</a></p>
  </section>`
  const title = texts.t('confirmed.title', { eventType })
  return pageLayout({ title, owner: page.workspace, main, width: 'narrow' }, page)
}

export function addLinks({ texts, token, eventType, facts }: BookedPage): Html {
  const title = texts.t('appointment.title', { eventType, name: facts.host })
  return calendarLinks({ title, time: facts.time, where: facts.where }, { token, texts })
}
