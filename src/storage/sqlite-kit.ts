import { customType, index, integer, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { plainBytes } from './plain-bytes.ts'
import { storableJson, storableText } from './storable-text.ts'

const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text', toDriver: storableText })

const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: storableJson,
  fromDriver: (value): unknown => JSON.parse(value),
})

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: plainBytes,
})

/** The columns that the one schema is written in, as SQLite spells them: the same names as the PostgreSQL kit. */
export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  whole: (name: string) => integer(name),
  flag: (name: string) => integer(name, { mode: 'boolean' }),
  json: (name: string) => json(name),
  bytes: (name: string) => bytes(name),
  primaryKey,
  index,
  uniqueIndex,
}
