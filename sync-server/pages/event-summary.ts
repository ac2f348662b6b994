import type { Location } from '../../src/core/model/event-type.ts'
import { avatar } from './avatar.ts'
import { locationLabel } from '../booking/location-label.ts'
import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { paragraphs } from './paragraphs.ts'

export type EventSummary = {
  readonly name: string
  readonly host: string
  /** Minutes. */
  readonly duration: number
  readonly description: string
  readonly colour: string
  readonly location?: Location
}

/** What is being booked: it stands beside every step. */
export function eventSummary(event: EventSummary, texts: Texts): Html {
  return html`<section class="summary" aria-label="${texts.t('page.details')}">
    <p class="host">${avatar({ name: event.host, colour: event.colour })}<span>${event.host}</span></p>
    <h1>${event.name}</h1>
    <ul class="facts">
      <li>${icon('clock')}${texts.t('page.duration', { count: event.duration })}</li>
      ${event.location && html`<li>${icon('place')}${locationLabel(outsiders(event.location), texts)}</li>`}
    </ul>
    ${paragraphs(event.description, 'description')}
  </section>`
}

// Where a video call is held is told to those who have booked.
function outsiders(location: Location): Location {
  return location.kind === 'video' ? { ...location, details: '' } : location
}
