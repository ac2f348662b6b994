import { Series } from '../src/core/model/appointment.ts'
import { DAY, HOUR } from '../src/core/model/instant.ts'
import { expandSeries } from '../src/core/time/recurrence.ts'

// Series that began ten years before the windows they are asked for, 09:00 in Berlin, an hour long.
const START = '2016-11-14T09:00:00'
const BEGAN = Date.UTC(2016, 10, 14)
const FIRST_WINDOW = Date.UTC(2026, 10, 1)
const RULES = {
  weekly: 'FREQ=WEEKLY;BYDAY=MO',
  everyOtherWeek: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
  daily: 'FREQ=DAILY',
  secondTuesday: 'FREQ=MONTHLY;BYDAY=2TU',
  fifteenth: 'FREQ=MONTHLY;BYMONTHDAY=15',
  lastWorkingDay: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  yearly: 'FREQ=YEARLY',
  weekOfYear: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
  weeklyCounted: 'FREQ=WEEKLY;COUNT=1000',
  monthlyCounted: 'FREQ=MONTHLY;BYDAY=2TU;COUNT=200',
  dayOfYear: 'FREQ=YEARLY;BYYEARDAY=100',
  hourly: 'FREQ=HOURLY;INTERVAL=6',
}

/** Milliseconds of processor time a call: a window of 30 days (90 different ones in turn), and the ten years at once. */
export async function run(options: { short: boolean }): Promise<unknown> {
  const calls = options.short ? 1_000 : 20_000
  // All in turn before any is measured: the code is the same, and the first would pay for its compilation.
  for (const rule of Object.values(RULES)) figuresOf(seriesOf(rule), 500)
  const figures = Object.entries(RULES).map(([name, rule]) => [name, figuresOf(seriesOf(rule), calls)] as const)
  return { calls, ms: Object.fromEntries(figures) }
}

function figuresOf(series: Series, calls: number) {
  const month = (n: number) => within(series, FIRST_WINDOW + (n % 90) * DAY, 30)
  const decade = () => within(series, BEGAN, 3_652)
  return {
    window30: median(month, calls),
    occurrences: month(0),
    tenYears: median(decade, Math.max(20, calls / 100)),
    occurrencesInTenYears: decade(),
  }
}

function within(series: Series, from: number, days: number): number {
  return expandSeries(series, { from, until: from + days * DAY }).length
}

/** Of ten rounds, after one to warm up. */
function median(call: (n: number) => unknown, calls: number): number {
  const rounds = Array.from({ length: 11 }, () => {
    const before = process.cpuUsage()
    for (let n = 0; n < calls / 10; n++) call(n)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000 / (calls / 10)
  })
  const sorted = rounds.slice(1).toSorted((a, b) => a - b)
  return Number((sorted[5] ?? 0).toFixed(5))
}

function seriesOf(rule: string): Series {
  const given = {
    start: START,
    allDay: false,
    zone: 'Europe/Berlin',
    length: HOUR,
    rules: [rule],
    rdates: [],
    exdates: [],
  }
  return Series.parse(given)
}
