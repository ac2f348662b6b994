import { bigint, boolean, customType, index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core'
import { plainBytes } from './plain-bytes.ts'
import { storableJson, storableText } from './storable-text.ts'

const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text', toDriver: storableText })

// Both drivers have parsed it already. drizzle's own jsonb parses once more and so turns the string "1" into a number.
const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: storableJson,
  fromDriver: (value) => value,
})

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: plainBytes,
})

/** The columns that the one schema is written in, as PostgreSQL spells them. */
export const postgresKit = {
  table: pgTable,
  text: (name: string) => text(name),
  /** Whole numbers up to 2^53: instants in milliseconds, sequences. */
  whole: (name: string) => bigint(name, { mode: 'number' }),
  flag: (name: string) => boolean(name),
  json: (name: string) => json(name),
  bytes: (name: string) => bytes(name),
  primaryKey,
  index,
  uniqueIndex,
}

export type ColumnKit = typeof postgresKit
