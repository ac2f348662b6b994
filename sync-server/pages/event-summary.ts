import type { Location } from '../../src/core/model/event-type.ts'
import { locationLabel } from '../booking/location-label.ts'
import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'

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
    <p class="host">${initials(event)}<span>${event.host}</span></p>
    <h1>${event.name}</h1>
    <ul class="facts">
      <li>${icon('clock')}${texts.t('page.duration', { count: event.duration })}</li>
      ${event.location && html`<li>${icon('place')}${locationLabel(event.location, texts)}</li>`}
    </ul>
    ${paragraphs(event.description)}
  </section>`
}

// A colour may stand in an SVG attribute; the page's policy lets no style attribute through.
function initials(event: EventSummary): Html {
  const letters = event.host.match(/(?<!\S)\p{L}/gu) ?? []
  const text = [...letters.slice(0, 1), ...letters.slice(1).slice(-1)].join('').toUpperCase()
  return html`<svg class="avatar" viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="20" fill="${event.colour}" fill-opacity=".2" />
    <text x="20" y="25.5" text-anchor="middle">${text}</text>
  </svg>`
}

function paragraphs(text: string): Html[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p class="description">${line}</p>`)
}
