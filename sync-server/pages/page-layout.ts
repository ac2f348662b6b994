import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

export type Page = {
  readonly title: string
  /** Whose page it is: the workspace; Dayloom's own where there is none. */
  readonly owner?: string
  readonly main: Html
  /** `wide`: two columns where there is room. */
  readonly width: 'narrow' | 'middle' | 'wide'
  /** May search engines list it? */
  readonly listed?: boolean
  /** For those who find it listed. */
  readonly description?: string
  /** Whether our script makes it more comfortable. */
  readonly scripted?: boolean
}

/** The style, with its tags, stands in the page: on a slow line a request of its own would cost more than it weighs. */
export type Frame = { readonly texts: Texts; readonly style: Html; readonly script: string }

/** Where the nonce of an answer goes: between the quotes of an attribute, which nothing that a person wrote can be. */
export const NONCE = '{nonce}'

/** The frame of every public page. Everything it asks for is served by us, and all of it works without the script. */
export function pageLayout(page: Page, { texts, style, script }: Frame): Html {
  const { description } = page
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${page.listed !== true && html`<meta name="robots" content="noindex" />`}
        <title>${page.title}</title>
        ${description !== undefined && html`<meta name="description" content="${description}" />`}
        <link rel="icon" href="data:," />
        ${style} ${page.scripted === true && html`<script type="module" src="${script}" nonce="${NONCE}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">${texts.t('page.skip')}</a>
        ${page.owner !== undefined && html`<header class="owner"><p>${page.owner}</p></header>`}
        <main id="main" class="${page.width}">${page.main}</main>
        <footer><p>${texts.t('page.poweredBy')}</p></footer>
      </body>
    </html> `
}
