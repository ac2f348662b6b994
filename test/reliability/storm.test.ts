import { describe, expect, test } from 'vitest'
import { postgresBinaries } from '../support/postgres-server.ts'
import { isRight } from './storm/run-storm.ts'
import { stormOnPglite, stormOnPostgres, stormUnguarded } from './storm/storms.ts'

const PLAN = { attempts: 240, slots: 4, kills: 0 }
const RIGHT = { attempts: 240, slots: 4, confirmed: 4, overlaps: 0, lost: 0, unreported: 0 }

describe('bursts of attempts on few slots, one answer of twenty cut after the commit', () => {
  test.skipIf(postgresBinaries === undefined)(
    'C1 C4 two processes on one PostgreSQL book each slot once and tell everybody',
    { timeout: 300_000 },
    async () => {
      expect(await stormOnPostgres(PLAN)).toMatchObject({ database: 'postgresql', ...RIGHT })
    },
  )

  test(
    'C1 C4 one process on PGlite does, and nothing is lost when it is killed twice',
    { timeout: 300_000 },
    async () => {
      expect(await stormOnPglite({ ...PLAN, kills: 2 })).toMatchObject({ database: 'pglite', ...RIGHT })
    },
  )

  test.skipIf(postgresBinaries === undefined)(
    'C1 a mutant without the constraint and the locks of hosts books slots twice',
    { timeout: 300_000 },
    async () => {
      const figures = await stormUnguarded({ ...PLAN, attempts: 120, slots: 12 })
      expect(figures.overlaps).toBeGreaterThan(0)
      expect(figures.confirmed).toBeGreaterThan(12)
      expect(isRight(figures)).toBe(false)
    },
  )
})
