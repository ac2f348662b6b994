import type { Weekday, ZoneName } from '../../src/core/model/wall.ts'
import type { Texts } from '../booking/texts.ts'
import type { EventSummary } from './event-summary.ts'
import { eventSummary } from './event-summary.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { pageLayout } from './page-layout.ts'

/** What every step of the booking page knows. */
export type BookingPage = {
  readonly texts: Texts
  readonly stylesheet: string
  /** For dates and times. */
  readonly locale: string
  readonly slug: string
  readonly event: EventSummary
  readonly workspace: string
  readonly weekStart: Weekday
  /** The visitor's, as chosen; the host's until then. */
  readonly zone: ZoneName
  readonly hostZone: ZoneName
  readonly listed: boolean
}

/** A step of the booking: what is booked on one side, `body` on the other. */
export function bookingPage(page: BookingPage, { title, body }: { title: string; body: Html }): Html {
  const main = html`${eventSummary(page.event, page.texts)}${body}`
  return pageLayout({ title, owner: page.workspace, main, width: 'wide', listed: page.listed }, page)
}
