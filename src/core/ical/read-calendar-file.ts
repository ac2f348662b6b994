import type { Flagged, SetAside } from '../contract/calendar-file.ts'
import { calendarGroups, type CalendarGroups } from './calendar-groups.ts'
import { groupReader, type GroupReading, type ReadDeps } from './group-reader.ts'
import { icalJsOpinion } from './ical-js-opinion.ts'
import type { ReadReport } from './read-report.ts'

/**
 * Reads a calendar file (RFC 5545). Every event comes in, or is set aside with its reason and its own text; one that a second
 * parser reads at other times comes in and is flagged. ical.js is asked always, others as `deps` say.
 * It never throws. A parser may hang on a hostile rule: for files from outside there is the engine's worker with a deadline.
 */
export function readCalendarFile(text: string, deps: ReadDeps): ReadReport {
  const file = calendarGroups(text)
  const read = groupReader({ ...deps, opinions: [icalJsOpinion, ...deps.opinions] })
  return readReport(file, file.groups.map(read))
}

/** The report on a file from the readings of its groups. */
export function readReport(
  file: Pick<CalendarGroups, 'readable' | 'stray'>,
  readings: readonly GroupReading[],
): ReadReport {
  const appointments = readings.flatMap((one) => one.appointments)
  const setAside: SetAside[] = [...readings.flatMap((one) => one.setAside), ...file.stray.map(strayText)]
  const flagged: Flagged[] = readings.flatMap((one) => one.flagged)
  return { appointments, setAside, flagged, total: appointments.length + setAside.length, readable: file.readable }
}

function strayText({ line, text }: CalendarGroups['stray'][number]): SetAside {
  return { title: '', line, reason: 'unreadable', detail: 'no part of a calendar', text }
}
