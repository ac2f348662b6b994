import { customType, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

const blob = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
})

/** The columns that the one schema is written in, as SQLite spells them: the same names as the PostgreSQL kit. */
export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  whole: (name: string) => integer(name),
  flag: (name: string) => integer(name, { mode: 'boolean' }),
  json: (name: string) => text(name, { mode: 'json' }),
  bytes: (name: string) => blob(name),
  primaryKey,
  index,
  uniqueIndex,
}
