import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

export type Page = {
  readonly title: string
  /** Whose page it is: the workspace; Dayloom's own where there is none. */
  readonly owner?: string
  readonly main: Html
  /** `wide`: two columns where there is room. */
  readonly width: 'narrow' | 'wide'
  /** May search engines list it? */
  readonly listed?: boolean
}

/** The frame of every public page. Everything it asks for is served by us; there is no script. */
export function pageLayout(page: Page, { texts, stylesheet }: { texts: Texts; stylesheet: string }): Html {
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${page.listed !== true && html`<meta name="robots" content="noindex" />`}
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylesheet}" />
      </head>
      <body>
        <a class="skip" href="#main">${texts.t('page.skip')}</a>
        ${page.owner !== undefined && html`<header class="owner"><p>${page.owner}</p></header>`}
        <main id="main" class="${page.width}">${page.main}</main>
        <footer><p>${texts.t('page.poweredBy')}</p></footer>
      </body>
    </html> `
}
