import ICAL from 'ical.js'
import { utcAsWall } from '../time/wall-clock.ts'
import { withinSpans, type Opinion, type OpinionAnswer, type OpinionQuestion } from './opinion.ts'
import type { Start } from './start-keys.ts'

// What lies further from its start than this many occurrences is not looked at.
const MOST_STEPS = 50_000

/** When the events happen according to ical.js, with every zone registered that they name. May hang on a rule it cannot bear. */
export const icalJsOpinion: Opinion = { name: 'ical.js', read: readStarts }

function readStarts(question: OpinionQuestion): OpinionAnswer {
  try {
    registerZones(question)
    const text = ['BEGIN:VCALENDAR', ...question.events, 'END:VCALENDAR'].join('\r\n')
    const events = ICAL.Component.fromString(text).getAllSubcomponents('vevent')
    const masters = events.filter((event) => !event.hasProperty('recurrence-id'))
    const starts = masters.length > 0 ? masters.flatMap((one) => seriesStarts(one, question)) : events.map(ownStart)
    return { starts: withinSpans(starts, question.spans) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

function seriesStarts(component: ICAL.Component, { spans }: OpinionQuestion): Start[] {
  const event = new ICAL.Event(component)
  const looked = spans.map((span) => ({ from: digits(span.from - SLACK), until: digits(span.until + SLACK) }))
  const end = looked.at(-1)?.until ?? 0
  const changed = Object.keys(event.exceptions).length > 0
  const starts: Start[] = []
  const iterator = event.iterator()
  let last: ICAL.Time | undefined
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    last = iterator.next()
    if (!last || digitsOf(last) > end) break
    // Where nothing is moved, most occurrences cost no more than the step to them.
    if (changed) starts.push(startOf(event.getOccurrenceDetails(last).startDate))
    else if (looked.some((span) => isWithin(last, span))) starts.push(startOf(last))
  }
  return [...starts, ...laterExceptions(event, last)]
}

// They may stand in a span though their occurrence lies behind all of them.
function laterExceptions(event: ICAL.Event, last: ICAL.Time | undefined): Start[] {
  if (!last) return []
  const later = Object.values(event.exceptions).filter((one) => digitsOf(one.recurrenceId) > digitsOf(last))
  return later.map((one) => startOf(one.startDate))
}

const SLACK = 2 * 86_400_000

/** A reading as a number that compares like it: 20260323090000. */
function digitsOf(time: ICAL.Time): number {
  return (
    (((time.year * 100 + time.month) * 100 + time.day) * 100 + time.hour) * 10_000 + time.minute * 100 + time.second
  )
}

function digits(ms: number): number {
  return Number(utcAsWall(ms).replaceAll(/\D/g, ''))
}

function isWithin(time: ICAL.Time | undefined, span: { from: number; until: number }): boolean {
  return time !== undefined && digitsOf(time) >= span.from && digitsOf(time) <= span.until
}

function ownStart(component: ICAL.Component): Start {
  return startOf(new ICAL.Event(component).startDate)
}

// A floating time and a date count as UTC in ical.js, as they do in ours.
function startOf(time: ICAL.Time): Start {
  const floating = time.zone === ICAL.Timezone.localTimezone
  return { kind: time.isDate ? 'date' : floating ? 'floating' : 'instant', at: time.toUnixTime() * 1_000 }
}

const MOST_ZONES = 200
const zones = new Map<string, ICAL.Timezone>()

// ical.js knows zones by name for the whole process, and a TZID means something else in the next file.
function registerZones(question: OpinionQuestion): void {
  ICAL.TimezoneService.reset()
  if (zones.size > MOST_ZONES) zones.clear()
  for (const { tzid, text } of question.zones) {
    const zone = zones.get(text) ?? new ICAL.Timezone({ component: ICAL.Component.fromString(text), tzid })
    zones.set(text, zone)
    ICAL.TimezoneService.register(zone, tzid)
  }
}
