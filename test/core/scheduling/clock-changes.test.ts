import { expect, test } from 'vitest'
import { openSlots } from '../../../src/core/scheduling/open-slots.ts'
import { changedClockCases } from './changed-clock-cases.ts'
import { clockChanges, type ClockChange } from './clock-changes.ts'
import { keepFigures, LONG_TIME } from './oracle/law-runs.ts'
import { minuteOracle } from './oracle/minute-oracle.ts'

const YEARS = [2024, 2031]
const [FROM = 0, UNTIL = 0] = YEARS.map((year) => Date.UTC(year, 0, 1) / 60_000)

test(
  'S3 every change of every clock from 2024 to 2030 under eight schedules, without one difference',
  LONG_TIME,
  () => {
    const changes = clockChanges(FROM, UNTIL)
    const figures = { changes: changes.length, zones: new Set(changes.map(({ zone }) => zone)).size, slots: 0 }
    const differences = changes.flatMap((change) =>
      Object.entries(changedClockCases(change)).flatMap(([name, query]) => {
        const found = minuteOracle(query)
        figures.slots += found.length
        return String(openSlots(query)) === String(found) ? [] : [`${change.zone} ${momentOf(change)}: ${name}`]
      }),
    )
    keepFigures({ ...figures, cases: changes.length * 8, failed: differences.length })
    expect(differences).toEqual([])
    // The oracle reads quarters of hours, and knows no gap or hour come twice that is not among these.
    expect(changes.filter(({ minute }) => minute % 15 !== 0)).toEqual([])
    // tz 2026c has 1,793 in 134 zones; other editions some more or less, never none.
    expect(figures.changes).toBeGreaterThan(1_600)
    expect(figures.zones).toBeGreaterThan(120)
    expect(figures.slots).toBeGreaterThan(figures.changes * 8 * 10)
  },
)

const momentOf = ({ minute }: ClockChange): string => new Date(minute * 60_000).toISOString()
