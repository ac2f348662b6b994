import type { Html } from './html.ts'
import { html } from './html.ts'

const SHAPES = {
  clock: html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.5 2" />`,
  place: html`<path d="M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21z" /><circle cx="12" cy="9.5" r="2.5" />`,
  globe: html`<circle cx="12" cy="12" r="9" /><path
      d="M3 12h18M12 3c2.7 2.7 4 5.7 4 9s-1.3 6.3-4 9c-2.7-2.7-4-5.7-4-9s1.3-6.3 4-9z"
    />`,
  calendar: html`<rect x="4" y="5" width="16" height="15" rx="2" /><path d="M4 10h16M8 3v4M16 3v4" />`,
  check: html`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  cross: html`<path d="M6 6l12 12M18 6L6 18" />`,
  back: html`<path d="M15 5l-7 7 7 7" />`,
  forth: html`<path d="M9 5l7 7-7 7" />`,
  person: html`<circle cx="12" cy="8" r="4" /><path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6" />`,
} as const

/** A picture beside a text that says the same. */
export function icon(name: keyof typeof SHAPES): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`
}
