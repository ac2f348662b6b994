import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { replayRows } from '../support/replayed-rows.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const CYCLES = 50

/** Lets a desk write, kills it after `quota` acknowledgements, and says which titles it had acknowledged. */
async function killDuringWrites(folder: string, cycle: number, quota: number, fault = ''): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'desk-child.ts'), folder, String(cycle), fault], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('acknowledged ')) continue
    acknowledged.push(line.slice('acknowledged '.length))
    if (acknowledged.length >= quota) child.kill('SIGKILL')
  }
  await exited
  return acknowledged
}

function missing(file: string, acknowledged: readonly string[]): string[] {
  const db = new Database(file, { readonly: true })
  const titles = new Set(db.prepare('SELECT title FROM occurrence').pluck().all())
  const integrity = db.pragma('integrity_check', { simple: true })
  db.close()
  return integrity === 'ok' ? acknowledged.filter((title) => !titles.has(title)) : [`integrity: ${String(integrity)}`]
}

describe('a desk killed during writes', () => {
  test(
    `Y1 Y3 ${CYCLES} times: nothing acknowledged is lost, and the rows are those of the documents`,
    { timeout: 400_000 },
    async () => {
      using folder = temporaryFolder()
      const acknowledged: string[] = []
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        acknowledged.push(...(await killDuringWrites(folder.path, cycle, 1 + ((cycle * 7) % 23))))
      }
      const file = join(folder.path, 'desk.sqlite')
      expect(acknowledged.length).toBeGreaterThanOrEqual(CYCLES)
      expect(missing(file, acknowledged)).toEqual([])
      const { before, after, documents } = await replayRows(file)
      expect(documents).toBeGreaterThan(3)
      expect(after).toEqual(before)
      console.log(`${CYCLES} kills of a desk, ${acknowledged.length} acknowledged, none lost`)
    },
  )

  test('a desk that acknowledges before the disk has it is found out (mutant)', { timeout: 100_000 }, async () => {
    using folder = temporaryFolder()
    const lost: string[] = []
    for (let cycle = 0; cycle < 10 && lost.length === 0; cycle += 1) {
      const acknowledged = await killDuringWrites(folder.path, cycle, 1 + cycle, 'acknowledge-early')
      lost.push(...missing(join(folder.path, 'desk.sqlite'), acknowledged))
    }
    expect(lost).not.toEqual([])
  })
})
