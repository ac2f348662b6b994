/**
 * PostgreSQL stores neither U+0000 nor half a surrogate pair, SQLite changes the latter; a peer or a calendar file may send
 * both. They are dropped or replaced by U+FFFD alike everywhere, so that all devices and the server hold the same rows (Y2).
 */
export function storableText(text: string): string {
  return text.includes('\0') || !text.isWellFormed() ? text.replaceAll('\0', '').toWellFormed() : text
}

/** JSON text of `value` with every string in it storable. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storableText(inner) : inner))
}
