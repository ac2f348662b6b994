import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docUpdate } from '../../../sync-server/database/schema.ts'
import { openDatabase } from '../../../sync-server/database/open-database.ts'
import { keepFigures } from '../../core/scheduling/oracle/law-runs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { canTrace } from '../power/traced-writes.ts'
import { runWithFault } from './run-with-fault.ts'

const CHILD = join(import.meta.dirname, 'server-fault-child.ts')
/** DAYLOOM_LONG=1: at so many moments each. */
const MOMENTS = process.env['DAYLOOM_LONG'] === '1' ? [1, 2, 3, 5, 6, 8] : [5]

/** See durable-node-fs.ts. */
const DISK_FAILED = 74

const FAULTS = [
  ['full', (n: number) => `pwrite64:error=ENOSPC:when=${100 + n * 15}+`],
  ['broken where it is written', (n: number) => `pwrite64:error=EIO:when=${100 + n * 15}+`],
  ['broken where it is synced', (n: number) => `fsync,fdatasync:error=EIO:when=${10 + n * 5}+`],
] as const

/** The ids of the commands that a database holds, each as often as it holds it. */
async function commandsIn(folder: string): Promise<string[]> {
  await using store = await openDatabase({ folder })
  const rows = await store.read
    .select({ command: docUpdate.command })
    .from(docUpdate)
    .where(isNotNull(docUpdate.command))
  return rows.flatMap(({ command }) => command ?? [])
}

describe.skipIf(!canTrace)('an embedded database on a disk that fails', () => {
  const first = temporaryFolder()
  const empty = join(first.path, 'database')
  beforeAll(async () => (await openDatabase({ folder: empty })).close())
  afterAll(() => first[Symbol.dispose]())

  test.each(FAULTS)(
    'Y1 %s: nothing is acknowledged that is not there afterwards, nor twice',
    { timeout: 900_000 },
    async (name, inject) => {
      let acknowledged = 0
      let told = 0
      for (const n of MOMENTS) {
        using own = temporaryFolder()
        const folder = join(own.path, 'database')
        cpSync(empty, folder, { recursive: true })
        const { said, code } = await runWithFault(CHILD, { folder, fault: { inject: inject(n) } })
        const known = said.flatMap((line) =>
          line.startsWith('acknowledged ') ? [line.slice('acknowledged '.length)] : [],
        )
        const there = await commandsIn(folder)
        expect(known.filter((command) => !there.includes(command))).toEqual([])
        expect(new Set(there).size).toBe(there.length)
        // It answers, or it ends: it never falls silent. Whoever was not acknowledged asks again.
        const hasEnded = code === DISK_FAILED || code === 1
        expect(hasEnded || said.at(-1) === 'ended').toBe(true)
        acknowledged += known.length
        told += hasEnded ? 1 : said.filter((line) => line === 'failed').length
      }
      expect(told).toBeGreaterThan(0)
      keepFigures({ [name]: MOMENTS.length, acknowledged, told, lost: 0 })
    },
  )
})
