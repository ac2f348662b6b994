import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { textOf, WEEKDAYS, type RandomRule } from './random-rules.ts'

const DAY = 86_400_000
const SCRIPT = fileURLToPath(new URL('dateutil-starts.py', import.meta.url))
// Debian's package belongs to Debian's Python, which need not be the first on PATH.
const PYTHONS = ['/usr/bin/python3', 'python3']

/** A Python with python-dateutil; undefined where there is none (Debian: python3-dateutil). */
export const pythonWithDateutil = PYTHONS.find(
  (python) => spawnSync(python, ['-c', 'import dateutil.rrule'], { stdio: 'ignore' }).status === 0,
)

/** `after`: earlier starts are no starts, and do not count for `count`. */
export type Question = {
  readonly rule: string
  readonly start: string
  readonly after: string
  readonly count?: number
  readonly from: string
  readonly until: string
}

/** One process for all: the starts as wall times, or a text where it has no answer. */
export function askDateutil(questions: readonly Question[]): (string[] | string)[] {
  if (pythonWithDateutil === undefined) throw new Error('no python-dateutil: apt-get install python3-dateutil')
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('')
  const ended = spawnSync(pythonWithDateutil, [SCRIPT], { input, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (ended.status !== 0) throw new Error(ended.stderr)
  return ended.stdout.trim().split('\n').map(parsed)
}

function parsed(line: string): string[] | string {
  const value: unknown = JSON.parse(line)
  return Array.isArray(value) ? value.map(String) : String(value)
}

/** Where dateutil reads a rule otherwise than we do; docs/decisions/0007-where-recurrence-differs.md has the sections. */
export const QUIRKS = [
  'week numbers by the calendar year',
  'no day beside a week number',
  'no month beside a date of the year',
  'a day with a number beside one without',
  'positions in the first week',
] as const
export type Quirk = (typeof QUIRKS)[number]

/** The rule in the words in which dateutil means the same; undefined where it has none for it. With the quirk met, if any. */
export function inItsWords(given: RandomRule): { given: RandomRule; quirks: Quirk[]; question: Question | undefined } {
  const steps = [weekNumbers, weekNumberDay, monthOfStart, numberedDays, firstWeek]
  const quirks: Quirk[] = []
  let asked: Asked | undefined = { ...given, after: given.start, count: undefined }
  for (const [n, step] of steps.entries()) {
    if (asked === undefined) break
    const changed: Asked | undefined = step(asked)
    const quirk = QUIRKS[n]
    if (changed !== asked && quirk) quirks.push(quirk)
    asked = changed
  }
  return { given, quirks, question: asked && questionOf(asked) }
}

type Asked = RandomRule & { after: number; count: number | undefined }

function questionOf(asked: Asked): Question {
  return {
    rule: textOf(asked.freq, asked.parts),
    start: wall(asked.start),
    after: wall(asked.after),
    ...(asked.count !== undefined && { count: asked.count }),
    from: wall(asked.from),
    until: wall(asked.until),
  }
}

export function wall(at: number): string {
  return new Date(at).toISOString().slice(0, 19)
}

// With INTERVAL or BYSETPOS it counts by calendar years; it never calls week 1 -52 or -53, and miscounts whether the last week of
// a year is 52 or 53 for its days in January (2039-01-02 is in week 52 of 2038): no words for these.
function weekNumbers(asked: Asked): Asked | undefined {
  const { BYWEEKNO, INTERVAL, BYSETPOS } = asked.parts
  if (BYWEEKNO === undefined) return asked
  const atAnEnd = BYWEEKNO.split(',').some((number) => Math.abs(Number(number)) >= 52)
  return INTERVAL !== undefined || BYSETPOS !== undefined || atAnEnd ? undefined : asked
}

function weekNumberDay(asked: Asked): Asked {
  const { BYWEEKNO, BYDAY, BYMONTHDAY, BYYEARDAY } = asked.parts
  if (BYWEEKNO === undefined || (BYDAY ?? BYMONTHDAY ?? BYYEARDAY) !== undefined) return asked
  return withParts(asked, { BYDAY: weekdayOf(asked.start) })
}

function monthOfStart(asked: Asked): Asked {
  const { BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO } = asked.parts
  if (asked.freq !== 'YEARLY' || BYMONTHDAY === undefined) return asked
  if ((BYMONTH ?? BYYEARDAY ?? BYWEEKNO) !== undefined) return asked
  return withParts(asked, { BYMONTH: String(new Date(asked.start).getUTCMonth() + 1) })
}

function numberedDays(asked: Asked): Asked {
  const days = (asked.parts['BYDAY'] ?? '').split(',')
  if (days.every((day) => day.length <= 2) || days.every((day) => day.length > 2)) return asked
  const most = asked.freq === 'MONTHLY' || asked.parts['BYMONTH'] !== undefined ? 5 : 53
  const all = days.flatMap((day) => (day.length > 2 ? [day] : Array.from({ length: most }, (_, n) => `${n + 1}${day}`)))
  return withParts(asked, { BYDAY: all.join(',') })
}

function firstWeek(asked: Asked): Asked {
  const { BYSETPOS, COUNT, ...others } = asked.parts
  if (asked.freq !== 'WEEKLY' || BYSETPOS === undefined) return asked
  const start = new Date(asked.start)
  const day = Math.floor(asked.start / DAY)
  const intoWeek = (7 + ((start.getUTCDay() + 6) % 7) - WEEKDAYS.indexOf(asked.parts['WKST'] ?? 'MO')) % 7
  const parts = {
    BYDAY: weekdayOf(asked.start),
    BYHOUR: String(start.getUTCHours()),
    BYMINUTE: String(start.getUTCMinutes()),
    BYSECOND: String(start.getUTCSeconds()),
    ...others,
    BYSETPOS,
  }
  const count = COUNT === undefined ? undefined : Number(COUNT)
  return { ...asked, parts, start: (day - intoWeek) * DAY, count }
}

function withParts(asked: Asked, parts: Record<string, string>): Asked {
  return { ...asked, parts: { ...asked.parts, ...parts } }
}

function weekdayOf(at: number): string {
  return WEEKDAYS[(new Date(at).getUTCDay() + 6) % 7] ?? ''
}
