import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { keepFigures } from '../../core/scheduling/oracle/law-runs.ts'
import { replayRows } from '../../support/replayed-rows.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { NOW } from '../../support/test-desk.ts'
import { writeOn } from '../desk-writer.ts'
import { missingWords } from '../missing-words.ts'
import { canTrace } from '../power/traced-writes.ts'
import { runWithFault, type Fault } from './run-with-fault.ts'

const CHILD = join(import.meta.dirname, 'desk-fault-child.ts')
/** DAYLOOM_LONG=1: at so many moments each. */
const MOMENTS = process.env['DAYLOOM_LONG'] === '1' ? [3, 9, 21, 60, 150, 333, 500] : [60]
const WAL = 'desk.sqlite-wal'

type Case = {
  readonly name: string
  readonly reason: 'disk-full' | 'storage-failed'
  readonly fault: (n: number) => Fault
}

const CASES: readonly Case[] = [
  {
    name: 'full from then on',
    reason: 'disk-full',
    fault: (n) => ({ inject: `pwrite64:error=ENOSPC:when=${n}+`, at: WAL }),
  },
  {
    name: 'full for a while',
    reason: 'disk-full',
    fault: (n) => ({ inject: `pwrite64:error=ENOSPC:when=${n}..${n + 9}`, at: WAL }),
  },
  {
    name: 'broken where it is written',
    reason: 'storage-failed',
    fault: (n) => ({ inject: `pwrite64:error=EIO:when=${n}..${n + 3}`, at: WAL }),
  },
  {
    name: 'broken where it is synced',
    reason: 'storage-failed',
    fault: (n) => ({ inject: `fsync,fdatasync:error=EIO:when=${Math.ceil(n / 8)}..${Math.ceil(n / 8) + 2}`, at: WAL }),
  },
]

/** A desk that was used before. */
async function usedDesk(folder: string): Promise<void> {
  await using store = await openSqlite({ file: join(folder, 'desk.sqlite') })
  await writeOn(store, { cycle: '9', writes: 3, tell: async (_, deed) => void (await deed()) })
}

/** What the person was told, against what is there afterwards, on a disk that is in order again. */
async function consequences(folder: string, said: readonly string[]) {
  const file = join(folder, 'desk.sqlite')
  await (await openSqlite({ file })).close()
  const acknowledged = said.filter((line) => /^(?:acknowledged|placed) /.test(line))
  const { before, after } = await replayRows(file, NOW)
  return {
    acknowledged,
    lost: missingWords(file, acknowledged),
    isReplayed: JSON.stringify(before) === JSON.stringify(after),
    doubled: doubledIn(file),
  }
}

function doubledIn(file: string): unknown[] {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare('SELECT title FROM occurrence GROUP BY title HAVING count(*) > 1').all()
  } finally {
    db.close()
  }
}

describe.skipIf(!canTrace)('a desk on a disk that fails', () => {
  test.each(CASES)(
    'Y1 $name: the person is told why, and what was saved is saved',
    { timeout: 600_000 },
    async ({ fault, reason, name }) => {
      const told: string[] = []
      let acknowledged = 0
      for (const n of MOMENTS) {
        using folder = temporaryFolder()
        await usedDesk(folder.path)
        const { said, code } = await runWithFault(CHILD, { folder: folder.path, fault: fault(n) })
        expect(code).toBe(0)
        expect(said.at(-1)).toBe('ended')
        // What could not be made cannot be placed either.
        told.push(...said.filter((line) => line.startsWith('told ') && !line.startsWith('told not-found: placed')))
        const found = await consequences(folder.path, said)
        expect(found).toMatchObject({ lost: [], isReplayed: true, doubled: [] })
        acknowledged += found.acknowledged.length
      }
      expect(told.length).toBeGreaterThan(0)
      expect(told.filter((line) => !line.startsWith(`told ${reason}: `))).toEqual([])
      expect(acknowledged).toBeGreaterThan(0)
      keepFigures({ [name]: MOMENTS.length, acknowledged, told: told.length, lost: 0 })
    },
  )

  test('Y1 full for a while: afterwards it goes on where it was', { timeout: 200_000 }, async () => {
    using folder = temporaryFolder()
    await usedDesk(folder.path)
    const fault = { inject: 'pwrite64:error=ENOSPC:when=60..90', at: WAL }
    const { said } = await runWithFault(CHILD, { folder: folder.path, fault })
    const last = said.findLastIndex((line) => line.startsWith('told '))
    expect(said.slice(last + 1).filter((line) => line.startsWith('acknowledged '))).not.toEqual([])
  })

  test(
    'full from the first write on: it says so in one word, and begins once there is room',
    { timeout: 200_000 },
    async () => {
      using folder = temporaryFolder()
      const desk = join(folder.path, 'desk')
      mkdirSync(desk)
      const fault = { inject: 'pwrite64:error=ENOSPC:when=1+' }
      const { said } = await runWithFault(CHILD, { folder: desk, fault, args: ['1'] })
      expect(said).toEqual(['told disk-full: at large', 'ended'])
      const again = await runWithFault(CHILD, {
        folder: desk,
        fault: { inject: 'pwrite64:error=EIO:when=60000' },
        args: ['1'],
      })
      expect(again.said).toEqual(['acknowledged 0/0', 'placed 0/0', 'ended'])
    },
  )
})
