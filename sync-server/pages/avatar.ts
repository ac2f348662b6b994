import type { Html } from './html.ts'
import { html } from './html.ts'

/** The initials of a person in their colour. A colour may stand in an SVG attribute; the page's policy lets no style attribute through. */
export function avatar({ name, colour }: { readonly name: string; readonly colour: string }): Html {
  const letters = name.match(/(?<!\S)\p{L}/gu) ?? []
  const text = [...letters.slice(0, 1), ...letters.slice(1).slice(-1)].join('').toUpperCase()
  return html`<svg class="avatar" viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="20" fill="${colour}" fill-opacity=".2" />
    <text x="20" y="25.5" text-anchor="middle">${text}</text>
  </svg>`
}
