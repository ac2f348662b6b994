import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { keepFigures } from '../core/scheduling/oracle/law-runs.ts'

/** DAYLOOM_LONG=1: so many as are promised. DAYLOOM_SEED: from that one on. DAYLOOM_HISTORIES: so many. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const HISTORIES = Number(process.env['DAYLOOM_HISTORIES'] ?? (LONG ? 10_000 : 60))
// Fresh ones every night; the short form is the same one for everybody.
const FIRST = Number(
  process.env['DAYLOOM_SEED'] ?? (LONG ? 1 + (Math.floor(Date.now() / 1_000) % 1_000_000) * 1_000 : 1),
)
/** Histories that once showed a mistake: they are run again every time. */
const PINNED: readonly number[] = [22, 24, 1_020, 1_021, 100_020]

const End = z.object({
  seed: z.int(),
  broken: z.array(z.string()),
  counts: z.record(z.string(), z.number()),
  ms: z.number(),
})
type End = z.infer<typeof End>

/** Histories with the seeds [from, from + count), in a process of their own: everything random there follows from the seed. */
async function histories(from: number, count: number, mutant = ''): Promise<End[]> {
  const script = join(import.meta.dirname, 'history-child.ts')
  const child = spawn(process.execPath, [script, String(from), String(count), mutant], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const ends: End[] = []
  for await (const line of createInterface({ input: child.stdout })) ends.push(End.parse(JSON.parse(line)))
  await exited
  expect(ends.map(({ seed }) => seed)).toEqual(Array.from({ length: count }, (_, index) => from + index))
  return ends
}

function brokenIn(ends: readonly End[]): string[] {
  return ends.flatMap(({ seed, broken }) =>
    broken.length === 0 ? [] : [`DAYLOOM_SEED=${seed}: ${broken.join('\n  ')}`],
  )
}

function total(ends: readonly End[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { counts } of ends) for (const [what, n] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + n
  return sums
}

test(
  `Y1 Y2 Y3 Y4 Y8 ${HISTORIES} random histories from seed ${FIRST} on: all devices end alike, and nothing acknowledged is lost`,
  { timeout: 120_000 + HISTORIES * 20_000 },
  async () => {
    const processes = Math.min(HISTORIES, LONG ? availableParallelism() : 2)
    const each = Math.ceil(HISTORIES / processes)
    const parts = Array.from({ length: processes }, (_, index) => histories(FIRST + index * each, each))
    const ends = (await Promise.all(parts)).flat()
    expect(brokenIn(ends)).toEqual([])
    const counts = total(ends)
    // Histories in which nothing happens prove nothing.
    const happenings = ['acknowledged', 'refused', 'cuts', 'restarts', 'server restarts', 'shares', 'compactions']
    const restores = ['server restores', 'device restores']
    expect([...happenings, ...restores].filter((what) => (counts[what] ?? 0) === 0)).toEqual([])
    keepFigures({ histories: ends.length, seed: FIRST, broken: 0, ...counts })
    console.log(`${ends.length} histories from seed ${FIRST} on: ${JSON.stringify(counts)}`)
  },
)

test.each(PINNED)('the history of seed %i, which once showed a mistake', { timeout: 300_000 }, async (seed) => {
  expect(brokenIn(await histories(seed, 1))).toEqual([])
})

test.each(['cursor-first', 'sent-is-stored', 'orphaned-override'])(
  'a sync that makes a mistake is found out (mutant: %s)',
  { timeout: 600_000 },
  async (mutant) => {
    expect(brokenIn(await histories(1, 4, mutant)).length).toBeGreaterThan(0)
  },
)
