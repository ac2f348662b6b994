import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { keepFigures } from '../core/scheduling/oracle/law-runs.ts'
import { replayRows } from '../support/replayed-rows.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { NOW } from '../support/test-desk.ts'
import { missingWords } from './missing-words.ts'

/** DAYLOOM_LONG=1: so many as are promised. */
const CYCLES = process.env['DAYLOOM_LONG'] === '1' ? 1_000 : 50
/** Of one desk: after them it is looked through from end to end, and another one begins. */
const CYCLES_EACH = 50

/** Lets a desk write, kills it after `quota` words to the person, and says which they were. */
async function killDuringWrites(folder: string, cycle: number, quota: number, fault = ''): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'desk-child.ts'), folder, String(cycle), fault], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Most of a cycle is the child's start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, '..', 'dayloom-compiled') },
  })
  const said: string[] = []
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.length >= quota) child.kill('SIGKILL')
  }
  expect((await exited)[1], 'it was killed, and did not end by itself').toBe('SIGKILL')
  return said
}

describe('a desk killed during writes', () => {
  test(
    `Y1 Y3 ${CYCLES} times: nothing acknowledged is lost, and the rows are those of the documents`,
    { timeout: CYCLES * 8_000 },
    async () => {
      let acknowledged = 0
      for (let begun = 0; begun < CYCLES; begun += CYCLES_EACH) {
        using folder = temporaryFolder()
        const file = join(folder.path, 'desk.sqlite')
        const said: string[] = []
        for (let cycle = 0; cycle < CYCLES_EACH; cycle += 1) {
          said.push(...(await killDuringWrites(folder.path, cycle, 1 + (((begun + cycle) * 7) % 23))))
        }
        expect(said.length).toBeGreaterThanOrEqual(CYCLES_EACH)
        expect(missingWords(file, said)).toEqual([])
        const { before, after, documents } = await replayRows(file, NOW)
        expect(documents).toBeGreaterThan(3)
        expect(after).toEqual(before)
        acknowledged += said.length
      }
      keepFigures({ kills: CYCLES, acknowledged, lost: 0 })
      console.log(`${CYCLES} kills of a desk, ${acknowledged} acknowledged, none lost`)
    },
  )

  test('a desk that acknowledges before the disk has it is found out (mutant)', { timeout: 200_000 }, async () => {
    using folder = temporaryFolder()
    const lost: string[] = []
    for (let cycle = 0; cycle < 10 && lost.length === 0; cycle += 1) {
      const said = await killDuringWrites(folder.path, cycle, 1 + cycle, 'early')
      lost.push(...missingWords(join(folder.path, 'desk.sqlite'), said))
    }
    expect(lost).not.toEqual([])
  })
})
