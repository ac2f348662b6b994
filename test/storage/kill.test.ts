import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { settingOf } from '../../src/storage/desk/setting.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const writer = fileURLToPath(new URL('../support/acknowledging-writer.ts', import.meta.url))

/** Lets a process write numbers from `from` on, kills it once `lines` are acknowledged, and gives all that it acknowledged. */
async function killedWriter(file: string, from: number, lines: number, when: 'committed' | 'early'): Promise<number[]> {
  const child = spawn(process.execPath, [writer, file, `${from}`, when], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === lines) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  return acknowledged
}

async function lostOf(acknowledged: readonly number[], file: string): Promise<number[]> {
  await using store = await openSqlite({ file })
  return acknowledged.filter((n) => settingOf(store.read, `${n}`) === undefined)
}

test('Y1 kill -9 while writing loses nothing that was acknowledged, ten times over', { timeout: 180_000 }, async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'desk.sqlite')
  const acknowledged: number[] = []
  for (let cycle = 0; cycle < 10; cycle += 1) {
    const from = (acknowledged.at(-1) ?? -1) + 1_000
    acknowledged.push(...(await killedWriter(file, from, 1 + Math.floor(Math.random() * 200), 'committed')))
    expect(await lostOf(acknowledged, file)).toEqual([])
  }
  expect(acknowledged.length).toBeGreaterThan(10)
})

test('Y1 mutant: acknowledging before the commit is found out', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'desk.sqlite')
  let lost: number[] = []
  for (let cycle = 0; cycle < 20 && lost.length === 0; cycle += 1) {
    lost = await lostOf(await killedWriter(file, cycle * 10_000, 3, 'early'), file)
  }
  expect(lost).not.toEqual([])
})
