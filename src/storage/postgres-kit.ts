import { bigint, boolean, customType, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

/** Bytes come out as a plain Uint8Array from every driver; a Buffer would compare and serialise differently. */
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
})

/** The columns that the one schema is written in, as PostgreSQL spells them. */
export const postgresKit = {
  table: pgTable,
  text: (name: string) => text(name),
  /** Whole numbers up to 2^53: instants in milliseconds, sequences. */
  whole: (name: string) => bigint(name, { mode: 'number' }),
  flag: (name: string) => boolean(name),
  json: (name: string) => jsonb(name),
  bytes: (name: string) => bytea(name),
  primaryKey,
  index,
  uniqueIndex,
}

export type ColumnKit = typeof postgresKit
