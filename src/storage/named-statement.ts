import type { PostgresHandle, PostgresReadHandle } from './handle.ts'

/** A statement written by hand, for what runs all the time. PostgreSQL plans it once a connection, under its name. */
export type NamedStatement = { readonly name: string; readonly text: string }

/**
 * Runs it with `values` as its $1, $2, …; fails with a StorageError like any other. Both drivers are given texts and numbers
 * alone: an array goes as `arrayText` and is cast (`$1::text::bigint[]`), bytes as base64.
 */
export async function runNamed<Row>(
  tx: PostgresHandle | PostgresReadHandle,
  { name, text }: NamedStatement,
  values: readonly (string | number | null)[],
): Promise<Row[]> {
  const session: unknown = Reflect.get(tx, 'session')
  if (!prepares<Row>(session)) throw new Error('this drizzle keeps its session differently')
  const { rows } = await session.prepareQuery({ sql: text, params: [...values] }, undefined, name, false).execute()
  return rows
}

type Preparing<Row> = {
  prepareQuery(
    query: { sql: string; params: unknown[] },
    fields: undefined,
    name: string,
    isArrayMode: false,
  ): { execute(): Promise<{ rows: Row[] }> }
}

function prepares<Row>(session: unknown): session is Preparing<Row> {
  return typeof session === 'object' && session !== null && 'prepareQuery' in session
}

/** PostgreSQL's text of an array. */
export function arrayText(values: readonly (string | number | null | undefined)[]): string {
  return `{${values.map(itemText).join(',')}}`
}

const PLAIN = /^[\w/:+=-]+$/

function itemText(value: string | number | null | undefined): string {
  if (value === undefined || value === null) return 'NULL'
  if (typeof value === 'number') return `${value}`
  // The word would be read as an absent value.
  return PLAIN.test(value) && value.toUpperCase() !== 'NULL'
    ? value
    : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
