import { runHistory } from './run-history.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import { freshPglite } from '../support/pglite.ts'
import { mutants } from './mutants.ts'
import { tablesOf } from './table-backup.ts'

// Runs histories [from, from + count) and says of each how it ended, as a line of JSON. With a mutant's name: with that one.
const [, , from = '1', count = '1', mutant = '', talk = ''] = process.argv
const folder = mkdtempSync(join(process.env['DAYLOOM_TMPFS'] ?? '/dev/shm', 'dayloom-histories-'))
const template = join(folder, 'template.sqlite')
await (await openSqlite({ file: template })).close()

await using store = await freshPglite()
const around = mutants[mutant]
const tables = await tablesOf(store)
const emptied = sql.raw(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity`)
for (let seed = Number(from); seed < Number(from) + Number(count); seed += 1) {
  const began = process.cpuUsage()
  // The order in which rows lie follows from what was there before: a seed must be the same history after whatever others.
  await store.drizzle.execute(emptied)
  const say = talk === '' ? {} : { say: (what: string) => console.error(what) }
  const end = await runHistory({
    seed,
    operations: 100,
    store,
    folder,
    template,
    ...(around ? { around } : {}),
    ...say,
  })
  process.stdout.write(`${JSON.stringify({ ...end, ms: cpuSince(began) })}\n`)
}

/** Of the processor: the machine may be busy with others. */
function cpuSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return Math.round((user + system) / 1_000)
}

rmSync(folder, { recursive: true, force: true })
