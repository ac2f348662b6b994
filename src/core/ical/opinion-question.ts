import { mergeSpans } from '../time/spans.ts'
import type { Component } from './components.ts'
import type { EventProperties } from './event-properties.ts'
import type { OpinionQuestion } from './opinion.ts'
import type { StartSpan } from './start-keys.ts'
import { zoneBlock } from './zone-block.ts'
import { zoneGuessed, zoneNamed } from './zone-name.ts'

// 1970 to 2040: no other time is looked at closely.
const GENERATED = { from: 0, until: 70 * 366 * 86_400_000 }

/** What to ask of a parser about the times of these events; spans may overlap. */
export function opinionQuestion(
  events: readonly EventProperties[],
  zones: ReadonlyMap<string, Component>,
  { uid, spans: wanted }: { uid: string; spans: readonly StartSpan[] },
): OpinionQuestion {
  const spans = mergeSpans(wanted.flatMap(({ from, until }) => [from, until]))
  return {
    events: events.map((event) => eventText(event, uid)),
    zones: zonesFor(events, zones),
    spans: spans.flatMap((from, i) => (i % 2 === 0 ? { from, until: spans[i + 1] ?? from } : [])),
  }
}

// The rest says nothing of times and costs most of the reading. An empty list of dates says nothing either, and ical.js
// refuses the whole event for it.
const TELLS = /^(?:DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SEQUENCE|STATUS)\s*[;:]/i
const EMPTY = /^(?:EXDATE|RDATE)[^:]*:\s*$/i

function eventText(event: EventProperties, uid: string): string {
  const unreadable = new Set(event.unreadable)
  const lines = event.component.lines.filter(
    (line) => !unreadable.has(line) && TELLS.test(line.text) && !EMPTY.test(line.text),
  )
  return ['BEGIN:VEVENT', `UID:${uid}`, ...lines.map((line) => line.text), 'END:VEVENT'].join('\r\n')
}

// A floating time gets every zone of the file: node-ical reads it on one of them, which is worth knowing.
function zonesFor(events: readonly EventProperties[], zones: ReadonlyMap<string, Component>): OpinionQuestion['zones'] {
  const dates = events.flatMap((event) => DATES.flatMap((name) => event.all(name)))
  const named = new Set(dates.flatMap((date) => date.params['tzid'] ?? []))
  const floats = dates.some(
    (date) => date.type === 'date-time' && !date.params['tzid'] && !date.values[0]?.endsWith('Z'),
  )
  const tzids = floats ? new Set([...named, ...zones.keys()]) : named
  return [...tzids].flatMap((tzid) => {
    const own = zones.get(tzid)
    if (own) return { tzid, text: zoneText(own), own: true }
    const text = knownZoneText(tzid)
    return text === undefined ? [] : { tzid, text, own: false }
  })
}

const DATES = ['dtstart', 'dtend', 'recurrence-id', 'exdate', 'rdate']

function zoneText(component: Component): string {
  const inner = component.children.map(zoneText)
  const lines = component.lines.map((line) => line.text)
  return [`BEGIN:${component.name}`, ...lines, ...inner, `END:${component.name}`].join('\r\n')
}

const generated = new Map<string, string>()

function knownZoneText(tzid: string): string | undefined {
  const known = generated.get(tzid)
  const zone = known === undefined ? (zoneNamed(tzid) ?? zoneGuessed(tzid)) : undefined
  if (!zone) return known
  const text = zoneBlock(zone, tzid, GENERATED).join('\r\n')
  if (generated.size < 1_000) generated.set(tzid, text)
  return text
}
