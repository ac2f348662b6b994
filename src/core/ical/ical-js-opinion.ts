import ICAL from 'ical.js'
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
  const until = spans.at(-1)?.until ?? 0
  const starts: Start[] = []
  const iterator = event.iterator()
  let last = -Infinity
  for (let steps = 0; steps < MOST_STEPS && last < until; steps++) {
    const next = iterator.next()
    if (!next) break
    starts.push(startOf(event.getOccurrenceDetails(next).startDate))
    last = startOf(next).at
  }
  const later = Object.values(event.exceptions).filter((one) => last >= until && startOf(one.recurrenceId).at > last)
  return [...starts, ...later.map((one) => startOf(one.startDate))]
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
