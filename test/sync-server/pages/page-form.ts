/** What a browser without script makes of a page: enough of HTML for the pages that we write ourselves. */
export type PageForm = {
  readonly method: string
  readonly action: string
  /** What would be sent, in order, as the page came. */
  readonly fields: Map<string, string>
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly label: string }[]
}

export function formsOf(page: string): PageForm[] {
  return [...page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
    method: attribute(head, 'method') ?? 'get',
    action: attribute(head, 'action') ?? '',
    fields: fieldsOf(body),
    buttons: [...body.matchAll(/<button([^>]*)>([\s\S]*?)<\/button\s*>/g)].map(([, button = '', label = '']) => ({
      name: attribute(button, 'name') ?? '',
      value: attribute(button, 'value') ?? '',
      label: unescaped(label).trim(),
    })),
  }))
}

/** The addresses of all links whose attributes or text match. */
export function linksOf(page: string, what: RegExp = /./): string[] {
  return [...page.matchAll(/<a([^>]*)>([\s\S]*?)<\/a\s*>/g)]
    .filter(([, head = '', body = '']) => what.test(unescaped(head + body)))
    .map(([, head = '']) => attribute(head, 'href') ?? '')
}

/** As a person reads it. */
export function textOf(page: string): string {
  return unescaped(page.replaceAll(/<(?:style|title)[\s\S]*?<\/(?:style|title)>|<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ')
}

function fieldsOf(body: string): Map<string, string> {
  const fields = new Map<string, string>()
  const put = (head: string, value: string) => {
    const name = attribute(head, 'name')
    if (name !== undefined) fields.set(name, value)
  }
  for (const [, head = ''] of body.matchAll(/<input\b([^>]*)>/g)) {
    if (attribute(head, 'type') !== 'checkbox') put(head, attribute(head, 'value') ?? '')
    else if (/\schecked/.test(head)) put(head, 'on')
  }
  for (const [, head = '', text = ''] of body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea\s*>/g))
    put(head, unescaped(text))
  for (const [, head = '', options = ''] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select\s*>/g))
    put(head, chosenIn(options))
  return fields
}

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option([^>]*)>([\s\S]*?)<\/option\s*>/g)]
  const [, head = '', label = ''] = all.find(([, own = '']) => /\sselected/.test(own)) ?? all[0] ?? []
  return attribute(head, 'value') ?? unescaped(label).trim()
}

function attribute(head: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
