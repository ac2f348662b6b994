const kept = Symbol('html')

/** Markup that may stand in a page as it is. Only this file makes it, so that nothing a person typed gets in unescaped. */
export type Html = { readonly [kept]: string }

type Part = Html | string | number | undefined | false | readonly Part[]

/**
 * A template whose values are escaped for text and for double-quoted attributes; markup made by `html` and lists of parts go in
 * as they are, undefined and false leave nothing. Addresses in `href` must be our own paths: `javascript:` is not looked for.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [kept]: strings.map((string, index) => string + written(parts[index])).join('') }
}

/** A file of ours as it is; nothing that a person wrote. */
export function ownMarkup(text: string): Html {
  return { [kept]: text }
}

/** The markup as text, to be sent. */
export function markupOf(page: Html): string {
  return page[kept]
}

function written(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return escaped(part)
  return kept in part ? part[kept] : part.map(written).join('')
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '')
}
