import { appendFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect } from 'vitest'

/** DAYLOOM_LONG=1: 25 times as many cases (`npm run nightly`). DAYLOOM_SEED: those of an earlier run. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const SEED = process.env['DAYLOOM_SEED']
const FIGURES = process.env['DAYLOOM_FIGURES']

export const LONG_TIME = { timeout: LONG ? 7_200_000 : 600_000 }

/** Undefined where a law holds in so many random cases; else the case, with its seed and path. */
export function brokenLaw<T>(values: fc.Arbitrary<T>, runs: number, holds: (value: T) => boolean): string | undefined {
  const parameters = { numRuns: LONG ? runs * 25 : runs, ...(SEED === undefined ? {} : { seed: Number(SEED) }) }
  // Unbiased: small values would make most cases empty.
  const details = fc.check(fc.property(fc.noBias(values), holds), parameters)
  keepFigures({ cases: details.numRuns, failed: details.failed ? 1 : 0, seed: details.seed })
  return fc.defaultReportMessage(details)
}

/** What a test has found, as a line of the file of DAYLOOM_FIGURES. */
export function keepFigures(figures: Record<string, number>): void {
  if (FIGURES === undefined) return
  appendFileSync(FIGURES, `${JSON.stringify({ test: expect.getState().currentTestName, ...figures })}\n`)
}
