import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { Series } from '../model/appointment.ts'
import type { Instant } from '../model/instant.ts'
import type { Refused } from '../model/result.ts'
import { bareSeries } from './bare-series.ts'
import type { EventProperties } from './event-properties.ts'
import { currentEvents, currentOverrides } from './event-revisions.ts'
import { appointmentTime } from './event-time.ts'
import { orphanAppointment, orphanBase, orphanSeries } from './orphan-overrides.ts'
import { readEvent, type ReadEvent } from './read-event.ts'
import { readOverride, type ReadOverride } from './read-override.ts'
import type { ImportedAppointment } from './read-report.ts'
import { isOriginal } from './series-basis.ts'
import { seriesPieces } from './series-pieces.ts'
import { seriesProblem } from './series-problem.ts'

/** Events that stay out together: one, or one with the exceptions that nobody can place without it. */
export type Problem = {
  readonly events: readonly EventProperties[]
  readonly reason: SetAsideReason
  readonly detail: string
}
export type Remark = { readonly event: EventProperties; readonly uid: string; readonly text: string }

export type GroupAppointments = {
  readonly appointments: ImportedAppointment[]
  readonly problems: Problem[]
  readonly remarks: Remark[]
}

/** What the events of one UID come to. RangeError for times beyond what a calendar can hold. */
export function groupAppointments(uid: string, events: readonly EventProperties[], now: Instant): GroupAppointments {
  const found: GroupAppointments = { appointments: [], problems: [], remarks: [] }
  const overrides = currentOverrides(events.filter(isOverride))
  const current = currentEvents(
    events.filter((event) => !isOverride(event)),
    uid,
  )
  if (current.length === 0) addOrphans(found, overrides, { uid, now })
  const owner = current.find(({ event }) => event.names.has('rrule')) ?? current[0]
  for (const one of current) {
    const own = one === owner ? overrides : []
    const read = readEvent(one.event, { uid: one.uid, now })
    if (!read.ok) found.problems.push(problemOf([one.event, ...own], read))
    else addEvent(found, { ...read.value, remarks: [...one.remarks, ...read.value.remarks] }, own)
  }
  return found
}

function isOverride(event: EventProperties): boolean {
  return event.names.has('recurrence-id')
}

function addEvent(found: GroupAppointments, read: ReadEvent, exceptions: readonly EventProperties[]): void {
  const overrides = readOverrides(found, exceptions, read)
  addRemarks(found, read)
  if (!read.series && overrides.length === 0) {
    found.appointments.push({ ...read.details, time: appointmentTime(read.time), overrides: {} })
    return
  }
  const series = read.series ?? bareSeries(read.time)
  addSeries(found, { read, exceptions, overrides, series })
}

type SeriesParts = {
  read: ReadEvent
  exceptions: readonly EventProperties[]
  overrides: readonly ReadOverride[]
  series: Series
}

function addSeries(found: GroupAppointments, { read, exceptions, overrides, series }: SeriesParts): void {
  const whole = withOriginals(series, overrides)
  const problem = seriesProblem(whole)
  if (problem) {
    found.problems.push(problemOf([read.event, ...exceptions], problem))
    return
  }
  if (whole.rdates.length > series.rdates.length) {
    addRemarks(found, { ...read, remarks: ['an exception is for an occurrence that the series does not have'] })
  }
  found.appointments.push(...seriesPieces(read, whole, overrides))
}

// What somebody changed by hand stands, also where the rule has moved away from it or an EXDATE takes it out.
function withOriginals(series: Series, overrides: readonly ReadOverride[]): Series {
  const originals = new Set(overrides.map((one) => one.original))
  if (originals.size === 0) return series
  const missing = [...originals].filter((original) => !isOriginal(series, original))
  const exdates = series.exdates.filter((wall) => !originals.has(wall))
  return { ...series, rdates: [...series.rdates, ...missing].toSorted(), exdates }
}

function addOrphans(
  found: GroupAppointments,
  events: readonly EventProperties[],
  deps: { uid: string; now: Instant },
): void {
  const [first, ...others] = events
  if (!first) return
  const read = readEvent(first, deps)
  const base = read.ok && others.length > 0 ? orphanBase(read.value) : read
  if (!base.ok) {
    found.problems.push(problemOf([first], base))
    addOrphans(found, others, deps)
    return
  }
  addRemarks(found, base.value)
  if (others.length === 0) {
    found.appointments.push(orphanAppointment(base.value))
    return
  }
  const overrides = readOverrides(found, events, base.value)
  found.appointments.push(...seriesPieces(base.value, orphanSeries(base.value, overrides), overrides))
}

function readOverrides(found: GroupAppointments, events: readonly EventProperties[], base: ReadEvent): ReadOverride[] {
  return events.flatMap((event) => {
    const read = readOverride(event, base)
    if (read.ok) return read.value
    found.problems.push(problemOf([event], read))
    return []
  })
}

function addRemarks(found: GroupAppointments, read: ReadEvent): void {
  found.remarks.push(...read.remarks.map((text) => ({ event: read.event, uid: read.details.uid, text })))
}

function problemOf(events: readonly EventProperties[], { reason, details }: Refused<SetAsideReason>): Problem {
  const { detail } = details
  return { events, reason, detail: typeof detail === 'string' ? detail : '' }
}
