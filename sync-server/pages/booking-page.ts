import type { Weekday, ZoneName } from '../../src/core/model/wall.ts'
import type { Texts } from '../booking/texts.ts'
import type { Clock } from '../booking/time-label.ts'
import type { BookingPlace, BookingStep } from './booking-address.ts'
import type { EventSummary } from './event-summary.ts'
import { eventSummary } from './event-summary.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { pageLayout } from './page-layout.ts'

/** What every step of the booking page knows. */
export type BookingPage = {
  readonly texts: Texts
  readonly style: Html
  readonly script: string
  /** For dates and times. */
  readonly locale: string
  readonly clock: Clock
  readonly place: BookingPlace
  readonly event: EventSummary
  readonly workspace: string
  readonly weekStart: Weekday
  /** The visitor's, as chosen; the host's until then, and where people meet at one place. */
  readonly zone: ZoneName
  readonly zoneIs: 'assumed' | 'chosen' | 'locked'
  readonly hostZone: ZoneName
  readonly listed: boolean
  /** The type's, in minutes, the usual one first. */
  readonly durations: readonly number[]
  readonly usual: number | undefined
  /** What was chosen so far and goes along with every address: the length where it is not the usual one, zone, clock. */
  readonly keep: Pick<BookingStep, 'duration' | 'timezone' | 'clock'>
}

/** A step of the booking: what is booked on one side, `body` on the other. */
export function bookingPage(page: BookingPage, { title, body }: { title: string; body: Html }): Html {
  const main = html`${eventSummary(page.event, page.texts)}${body}`
  return pageLayout(
    {
      title,
      owner: page.workspace,
      main,
      width: 'wide',
      listed: page.listed,
      description: descriptionOf(page),
      scripted: true,
    },
    page,
  )
}

const LONGEST = 300

function descriptionOf({ event, texts }: BookingPage): string {
  const title = texts.t('choose.title', { eventType: event.name, host: event.host })
  return `${title}. ${event.description.replaceAll(/\s+/g, ' ')}`.slice(0, LONGEST).trim()
}
