import type { Html } from './html.ts'
import { html } from './html.ts'
import { type Frame, pageLayout } from './page-layout.ts'

export type Message = {
  readonly title: string
  readonly text: string
  /** Where to go from here. */
  readonly link?: { readonly address: string; readonly label: string }
}

/** A page that says one thing: not found, expired, did not work. */
export function messagePage(message: Message, frame: Frame): Html {
  const { title, text, link } = message
  const main = html`<section class="card message">
    <h1>${title}</h1>
    <p>${text}</p>
    ${link && html`<p><a class="button" href="${link.address}">${link.label}</a></p>`}
  </section>`
  return pageLayout({ title, main, width: 'narrow' }, frame)
}
