import { instant, type Interval } from '../../../../src/core/model/instant.ts'

const MINUTE = 60_000

/** The stretches of marked minutes; the first mark stands for the minute `from`. */
export function minuteRuns(marks: ArrayLike<number | boolean>, from: number): Interval[] {
  const runs: Interval[] = []
  let start: number | undefined
  for (let i = 0; i <= marks.length; i++) {
    if (marks[i]) start ??= i
    else if (start !== undefined) {
      runs.push({ start: instant((from + start) * MINUTE), end: instant((from + i) * MINUTE) })
      start = undefined
    }
  }
  return runs
}
