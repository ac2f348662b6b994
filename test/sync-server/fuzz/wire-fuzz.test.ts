import { appendFileSync } from 'node:fs'
import * as Y from 'yjs'
import { beforeAll, expect, test } from 'vitest'
import { ok } from '../../../src/core/model/result.ts'
import { GUARD, type Guard } from './fuzz-world.ts'
import { recordedMessages, type Recorded } from './recorded-messages.ts'
import { runFuzz } from './run-fuzz.ts'

/** DAYLOOM_LONG=1: a million messages (`npm run nightly`). DAYLOOM_SEED: those of an earlier run. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const COUNT = Number(process.env['DAYLOOM_FUZZ'] ?? (LONG ? 1_000_000 : 10_000))
const SEED = Number(process.env['DAYLOOM_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const FIGURES = process.env['DAYLOOM_FIGURES']

let recorded: Recorded
beforeAll(async () => {
  recorded = await recordedMessages()
}, 300_000)

test(
  `Y5 ${COUNT} mutated messages leave nothing where they are refused, and nothing broken where not (DAYLOOM_SEED=${SEED})`,
  async () => {
    const { figures, faults } = await runFuzz(recorded, { seed: SEED, count: COUNT })
    const line = JSON.stringify({ test: 'wire-fuzz', seed: SEED, ...figures, faults: faults.length })
    if (FIGURES !== undefined) appendFileSync(FIGURES, `${line}\n`)
    if (LONG) process.stderr.write(`${line}\n`)
    expect(faults).toEqual([])
    expect(figures.accepted).toBeGreaterThan(COUNT / 200)
    expect(Object.keys(figures.refused).sort()).toEqual(
      expect.arrayContaining(['client-id', 'forbidden', 'gap', 'invalid', 'malformed']),
    )
  },
  LONG ? 14_400_000 : 600_000,
)

const mutants: readonly (readonly [string, Guard, RegExp])[] = [
  [
    'without looking for gaps',
    {
      admit: (part, open, owner) => {
        const admitted = GUARD.admit(part, open, owner)
        if (admitted.ok || admitted.reason !== 'gap') return admitted
        return ok({ part, open, clients: [], authors: [], news: true, touched: new Map() })
      },
      apply: async (admitted, context, restore) => {
        const isGap = admitted.some(({ touched }) => touched.size === 0)
        if (!isGap) return GUARD.apply(admitted, context, restore)
        for (const { open, part } of admitted) Y.applyUpdate(open.doc, part.update)
        return ok([])
      },
    },
    /waits for what never comes|differ|it threw/,
  ],
  [
    'without asking whose a client id is',
    {
      ...GUARD,
      admit: (part, open) => {
        const admitted = GUARD.admit(part, { ...open, owners: new Map() }, 'anybody')
        return admitted.ok ? ok({ ...admitted.value, open }) : admitted
      },
    },
    /wrote under the client id of/,
  ],
  [
    'without asking who signs',
    {
      ...GUARD,
      apply: async (admitted, context, restore) =>
        GUARD.apply(admitted, { ...context, writer: { member: recorded.member } }, restore),
    },
    /in another's name|taken back/,
  ],
]

test.each(mutants)(
  'a guard %s is caught',
  async (_, guard, what) => {
    const { faults } = await runFuzz(recorded, { seed: 20_261_120, count: 10_000, guard })
    expect(faults.some((fault) => what.test(fault.what))).toBe(true)
  },
  600_000,
)
