import type { Html } from '../pages/html.ts'
import { html, markupOf } from '../pages/html.ts'

export type MailBody = {
  readonly heading: string
  readonly intro: string
  readonly lines: readonly { readonly label: string; readonly value: string }[]
  readonly link: { readonly label: string; readonly url: string } | undefined
  readonly footer: string
  readonly language: string
}

/** The same words twice: as plain text, and as HTML that stands without pictures, scripts and foreign addresses. */
export function mailBody(body: MailBody): { text: string; html: string } {
  return { text: plain(body), html: markupOf(markup(body)) }
}

function plain({ heading, intro, lines, link, footer }: MailBody): string {
  const facts = lines.map(({ label, value }) => `${label}${/[?:.!]$/.test(label) ? '' : ':'} ${value}`).join('\n')
  const blocks = [heading, intro, facts, link && `${link.label}:\n${link.url}`, `-- \n${footer}`]
  return `${blocks.filter((block) => block !== undefined).join('\n\n')}\n`
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"

// Mail programs know no stylesheets worth the name: every style stands at its element.
function markup({ heading, intro, lines, link, footer, language }: MailBody): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${heading}</title>
      </head>
      <body style="margin:0;padding:24px 16px;${FONT};font-size:16px;line-height:1.5">
        <div style="max-width:544px;margin:0 auto">
          <h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">${heading}</h1>
          <p style="margin:0 0 20px">${intro}</p>
          <table
            role="presentation"
            cellpadding="0"
            cellspacing="0"
            style="margin:0 0 24px;border-left:3px solid #3a4bb8"
          >
            ${lines.map(
              ({ label, value }) =>
                html`<tr>
                  <td style="padding:4px 16px;vertical-align:top;opacity:.75">${label}</td>
                  <td style="padding:4px 0;vertical-align:top;font-weight:600">${value}</td>
                </tr> `,
            )}
          </table>
          ${link && html`<p style="margin:0 0 24px"><a href="${link.url}" style="display:inline-block;padding:10px 18px;border-radius:10px;background:#3a4bb8;color:#ffffff;font-weight:600;text-decoration:none">${link.label}</a></p>`}
          <p style="margin:32px 0 0;font-size:13px;opacity:.75">${footer}</p>
        </div>
      </body>
    </html> `
}
