/** One statement's worth: its parameters stay below SQLite's 32,766 and PostgreSQL's 65,535 with 20 columns a row. */
const BATCH = 500

/** Runs `work` on pieces of `rows`, one after the other; on nothing where there are none. */
export async function inBatches<Row>(
  rows: readonly Row[],
  work: (batch: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) await work(rows.slice(from, from + BATCH))
}

/** The same for rows that have `key` in common. */
export async function inGroups<Row, Key extends string>(
  rows: readonly Row[],
  key: (row: Row) => Key,
  work: (key: Key, batch: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (const [value, group] of Map.groupBy(rows, key)) await inBatches(group, (batch) => work(value, batch))
}
