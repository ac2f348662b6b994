import Database from 'better-sqlite3'

/** What a desk had told the person and its database does not hold; or what the database says of itself. */
export function missingWords(file: string, said: readonly string[]): string[] {
  const db = new Database(file, { readonly: true })
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') return [`integrity: ${String(integrity)}`]
    const rows = db.prepare<[], { title: string; location: string }>(
      "SELECT o.title, json_extract(a.data, '$.location') AS location FROM occurrence o JOIN appointment a ON a.id = o.appointment",
    )
    const there = new Set(rows.all().flatMap(({ title, location }) => [`acknowledged ${title}`, `placed ${location}`]))
    return said.filter((line) => !there.has(line))
  } finally {
    db.close()
  }
}
