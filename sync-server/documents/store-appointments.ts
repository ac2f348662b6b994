import { getTableColumns } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { postgresTables } from '../../src/storage/handle.ts'
import { arrayText, runNamed } from '../../src/storage/named-statement.ts'
import { storableJson } from '../../src/storage/storable-text.ts'

type AppointmentChange = Extract<RowChange, { table: 'appointment' }>

const { appointment, occurrence } = postgresTables

// One statement for all of them: rows as JSON, keyed as in the row types, so that a new column needs nothing here. What it
// deletes and what it puts are different rows, as PostgreSQL demands of one statement.
const STATEMENT = {
  name: 'store_appointments',
  text: `with changed as materialized (
      select * from unnest($1::text::text[], $2::text::text[]) as c(document, id)),
    put as materialized (select * from jsonb_to_recordset($3::text::jsonb) as r(${recordOf(appointment)})),
    fresh as materialized (select * from jsonb_to_recordset($4::text::jsonb) as r(${recordOf(occurrence)})),
    gone as (delete from appointment a using changed c where a.document = c.document and a.id = c.id
      and not exists (select 1 from put p where p."document" = a.document and p."id" = a.id)),
    over as (delete from occurrence o using changed c where o.document = c.document and o.appointment = c.id
      and not exists (select 1 from fresh f
        where f."document" = o.document and f."appointment" = o.appointment and f."original" = o.original)),
    kept as (${upsert(appointment, 'put')})
    ${upsert(occurrence, 'fresh')}`,
}

/** Does what applyAppointments does, at once. Of several changes of one appointment the last one counts. */
export async function storeAppointments(tx: PostgresHandle, all: readonly RowChange[]): Promise<void> {
  const last = new Map<string, AppointmentChange>()
  for (const change of all) {
    if (change.table === 'appointment') last.set(keyOf(change), change)
  }
  if (last.size === 0) return
  const changes = [...last.values()]
  const puts = changes.flatMap((change) => ('put' in change ? [change] : []))
  await runNamed(tx, STATEMENT, [
    arrayText(changes.map((change) => ('put' in change ? change.put.document : change.document))),
    arrayText(changes.map((change) => ('put' in change ? change.put.id : change.remove))),
    storableJson(puts.map(({ put }) => put)),
    storableJson(puts.flatMap(({ occurrences }) => occurrences)),
  ])
}

function keyOf(change: AppointmentChange): string {
  return 'put' in change ? `${change.put.document} ${change.put.id}` : `${change.document} ${change.remove}`
}

function recordOf(table: PgTable): string {
  return Object.entries(getTableColumns(table))
    .map(([key, column]) => `"${key}" ${column.getSQLType()}`)
    .join(', ')
}

function upsert(table: PgTable, from: string): string {
  const columns = Object.entries(getTableColumns(table))
  const { name, primaryKeys } = getTableConfig(table)
  const key = new Set(primaryKeys.flatMap((one) => one.columns.map((column) => column.name)))
  const names = columns.map(([, column]) => column.name)
  const set = names.filter((column) => !key.has(column)).map((column) => `${column} = excluded.${column}`)
  return `insert into ${name} (${names.join(', ')})
      select ${columns.map(([column]) => `"${column}"`).join(', ')} from ${from}
      on conflict (${[...key].join(', ')}) do update set ${set.join(', ')}`
}
