import type { Flagged, SetAside } from '../contract/calendar-file.ts'
import type { Instant } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import type { EventGroup } from './calendar-groups.ts'
import type { Component } from './components.ts'
import { disagreements } from './disagreements.ts'
import { eventProperties, type EventProperties } from './event-properties.ts'
import { fileClocks, type FileClocks } from './file-clocks.ts'
import { groupAppointments, type GroupAppointments } from './group-appointments.ts'
import { misfit } from './misfit.ts'
import type { Opinion } from './opinion.ts'
import { opinionQuestion } from './opinion-question.ts'
import type { ImportedAppointment } from './read-report.ts'
import { setAside } from './set-aside.ts'
import { appointmentStarts } from './start-keys.ts'
import { telltaleOf } from './telltale.ts'

export type GroupReading = {
  readonly appointments: readonly ImportedAppointment[]
  readonly setAside: readonly SetAside[]
  readonly flagged: readonly Flagged[]
}

export type ReadDeps = {
  /** Of two zones that read alike the reader's own is meant. */
  readonly zone: ZoneName
  readonly now: Instant
  /** Parsers whose reading of the times is compared with ours. */
  readonly opinions: readonly Opinion[]
}

/** Reads the groups of one file one after the other. What it returns never throws. */
export function groupReader(deps: ReadDeps): (group: EventGroup) => GroupReading {
  const known = new WeakMap<ReadonlyMap<string, Component>, FileClocks>()
  const clocksOf = (zones: ReadonlyMap<string, Component>): FileClocks => {
    const clocks = known.get(zones) ?? fileClocks(zones, deps.zone)
    known.set(zones, clocks)
    return clocks
  }
  return (group) => {
    const whole = group.blocks.filter(({ component }) => component.whole)
    const broken = group.blocks.filter(({ component }) => !component.whole)
    const events = whole.map(({ component, zones }) => eventProperties(component, clocksOf(zones)))
    const read = events.length > 0 ? readEvents(group, events, deps) : NOTHING
    const cut = broken.map(({ component }) => {
      const event = eventProperties(component, clocksOf(new Map()))
      return setAside([event], { reason: 'unreadable', detail: 'the event has no end' })
    })
    return { ...read, setAside: [...read.setAside, ...cut] }
  }
}

const NOTHING: GroupReading = { appointments: [], setAside: [], flagged: [] }

function readEvents(group: EventGroup, events: readonly EventProperties[], deps: ReadDeps): GroupReading {
  try {
    const found = groupAppointments(group.uid, events, deps.now)
    const problems = found.problems.map((problem) => setAside(problem.events, problem))
    const [detail] = found.appointments.flatMap((one) => misfit(one) ?? [])
    // Of a series in several pieces all or none come in.
    if (detail !== undefined)
      return { ...NOTHING, setAside: [...problems, setAside(events, { reason: 'too-large', detail })] }
    return {
      appointments: found.appointments,
      setAside: problems,
      flagged: flags(found, { line: group.line, differences: compare(group, events, found, deps) }),
    }
  } catch (error) {
    // A file may hold anything; what trips us up in one event must not cost the others.
    return { ...NOTHING, setAside: [setAside(events, thrown(error))] }
  }
}

function compare(
  group: EventGroup,
  events: readonly EventProperties[],
  { appointments }: GroupAppointments,
  deps: ReadDeps,
): string[] {
  if (appointments.length === 0) return []
  const zones = new Map(group.blocks.flatMap((block) => [...block.zones]))
  const telltales = appointments.map((one) => telltaleOf(one, deps.now))
  const question = opinionQuestion(events, zones, { uid: group.uid, spans: telltales.flatMap((one) => one.spans) })
  // Of several appointments each may stand where only another was looked at.
  const [only] = telltales
  const ours =
    only && telltales.length === 1
      ? only.starts
      : appointments.flatMap((one) => question.spans.flatMap((span) => appointmentStarts(one, span)))
  return disagreements(ours, question, deps.opinions)
}

/** One for each appointment that was remarked upon; where the parsers differ is told of the first. */
function flags(
  { appointments, remarks }: GroupAppointments,
  { line, differences }: { line: number; differences: readonly string[] },
): Flagged[] {
  return appointments.flatMap(({ uid, title }, index) => {
    const own = remarks.filter((remark) => remark.uid === uid)
    const texts = [...own.map((remark) => remark.text), ...(index === 0 ? differences : [])]
    return texts.length > 0 ? { uid, title, line: own[0]?.event.component.line ?? line, detail: texts.join('; ') } : []
  })
}

function thrown(error: unknown): Pick<SetAside, 'reason' | 'detail'> {
  const detail = error instanceof Error ? error.message : String(error)
  return { reason: detail === 'too-many-occurrences' ? detail : 'unreadable', detail }
}
