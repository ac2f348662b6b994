export type ReadMail = {
  readonly to: string[]
  readonly headers: Record<string, string>
  readonly text: string
  readonly types: string[]
}

/** Enough of MIME for what nodemailer writes. */
export function readMail(raw: string, to: string[]): ReadMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers = Object.fromEntries(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decoded(line.slice(line.indexOf(':') + 2))]),
  )
  const body = rest.join('\r\n\r\n')
  const types = [...body.matchAll(/Content-Type: (text\/(?:plain|html)|text\/calendar)([^\r]*(?:\r\n [^\r]*)*)/gi)].map(
    ([, type = '', more = '']) => (type === 'text/calendar' ? `${type}; ${/method=\w+/.exec(more)?.[0]}` : type),
  )
  return { to, headers, text: partsOf(body), types }
}

function partsOf(body: string): string {
  return body
    .split(/\r\n--[^\r]+/)
    .map((part) => {
      const [head = '', ...content] = part.split('\r\n\r\n')
      const text = content.join('\r\n\r\n')
      if (/quoted-printable/i.test(head)) return quotedPrintable(text)
      return /base64/i.test(head) ? Buffer.from(text, 'base64').toString('utf8') : text
    })
    .join('\n')
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function decoded(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quotedPrintable(text.replaceAll('_', ' ')),
    )
}
