import { existsSync, readFileSync } from 'node:fs'
import type { Series } from '../../../src/core/model/appointment.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName, type WallTime } from '../../../src/core/model/wall.ts'
import { contentLines } from '../../../src/core/ical/content-lines.ts'
import { readRecurrenceRule } from '../../../src/core/ical/recurrence-rule.ts'
import { utcAsWall, wallOf } from '../../../src/core/time/wall-clock.ts'

const FOLDER = new URL('../../../../shared/cases/rrule/libical/', import.meta.url)

export const libicalIsThere = existsSync(FOLDER)

/** `starts`: as wall times; undefined where libical has no answer either. `from`: where a search may begin. */
export type LibicalCase = {
  readonly rule: string
  readonly start: string
  readonly from: string | undefined
  readonly starts: readonly string[] | undefined
}

/** icalrecur_test*.txt: blocks of RRULE, DTSTART, sometimes START-AT, and INSTANCES. */
export function instanceCases(file: string): LibicalCase[] {
  return linesOf(file)
    .join('\n')
    .split('\nRRULE:')
    .slice(1)
    .map((block) => {
      const lines = block.split('\n')
      const value = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1)
      const list = value('INSTANCES') ?? ''
      const starts = list.includes('***') ? undefined : list.split(',')
      return { rule: lines[0] ?? '', start: value('DTSTART') ?? '', from: value('START-AT'), starts }
    })
}

/** A VEVENT of recur.txt, and how many occurrences it is said to have. */
export type CountedCase = { readonly lines: readonly string[]; readonly description: string; readonly count: number }

export function countedCases(file: string): CountedCase[] {
  const text = linesOf(file).filter((line) => !line.startsWith(';'))
  return text
    .join('\n')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((block) => {
      const lines = contentLines(block).content.map((line) => line.text)
      const value = (name: string) => lines.find((line) => line.startsWith(name))?.slice(name.length)
      return {
        lines,
        description: (value('DESCRIPTION:') ?? '').trim().replaceAll('\\,', ','),
        count: Number(value('X-EXPECT-NUMEVENTS:')),
      }
    })
}

function linesOf(file: string): string[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
}

/** The series that a rule and a start of these files mean; a refusal's detail where we do not take the rule. */
export function seriesOf(given: {
  rule: string
  start: string
  zone?: string
  exdates?: readonly string[]
}): Series | string {
  const allDay = !given.start.includes('T')
  const start = wallTime(given.start)
  const zone = given.zone === undefined ? undefined : ZoneName.parse(given.zone)
  // A `Z` behind UNTIL of a floating start is that floating clock.
  const read = readRecurrenceRule(given.rule, {
    start,
    allDay,
    wallOf: (at) => (zone === undefined ? utcAsWall(at) : wallOf(instant(at), zone)),
  })
  if (!read.ok) return String(read.details['detail'])
  const timed = zone === undefined ? {} : { zone }
  const exdates = (given.exdates ?? []).map(wallTime)
  return { start, allDay, ...timed, length: 0, rules: [read.value], rdates: [], exdates }
}

/** `20260102` and `20260102T090000Z` as a wall time. */
export function wallTime(text: string): WallTime {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text) ?? []
  return utcAsWall(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`))
}
