import { expandRecurringEvent, sync, type CalendarResponse, type VEvent } from 'node-ical'
import { withinSpans, type Opinion, type OpinionAnswer, type OpinionQuestion } from '../../core/ical/opinion.ts'
import type { Start, StartSpan } from '../../core/ical/start-keys.ts'
import { ZoneName } from '../../core/model/wall.ts'

const DAY = 86_400_000

/** When the events happen according to node-ical. It writes warnings to the console, and may hang on a hostile rule. */
export const nodeIcalOpinion: Opinion = { name: 'node-ical', read: readStarts }

function readStarts(question: OpinionQuestion): OpinionAnswer {
  const guessed = question.zones.find(({ tzid }) => GUESSES.test(tzid))
  if (guessed) return { failed: `it guesses at the zone ${guessed.tzid}` }
  const floats = question.events.some((event) => FLOATING_START.test(event))
  // A zone that it knows by name it does not look up in the file, save for a floating time.
  const own = question.zones.filter((zone) => zone.own && (floats || !isZone(zone.tzid)))
  const zones = own.map((zone) => zone.text)
  // Without a zone in sight it puts a floating time on the clock of this machine; told as UTC it reads the same everywhere.
  const floating = floats && zones.length === 0
  const events = floating ? question.events.map(toldAsUtc) : question.events
  try {
    const read = sync.parseICS(['BEGIN:VCALENDAR', ...zones, ...events, 'END:VCALENDAR'].join('\r\n'))
    const starts = eventsOf(read).flatMap((event) => question.spans.flatMap((span) => startsWithin(event, span)))
    return { starts: withinSpans(floating ? starts.map(asFloating) : starts, question.spans) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

// It takes these for the zone of the machine, or for any zone with such offsets in January and July.
const GUESSES = /^(?:tzone:\/\/Microsoft\/|Customized Time Zone|\(no TZ description\))/
const FLOATING_START = /^DTSTART(?:;VALUE=DATE-TIME)?:\d{8}T\d{6}\s*$/m
const FLOATING_DATES = /^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(?:;(?!TZID)[^:\r\n]*)?:)([\dT,]+)$/gm

function toldAsUtc(event: string): string {
  return event.replaceAll('\r\n', '\n').replaceAll(FLOATING_DATES, (_line, name: string, values: string) => {
    return name + values.replaceAll(/\d{8}T\d{6}/g, '$&Z')
  })
}

function asFloating(start: Start): Start {
  return start.kind === 'instant' ? { kind: 'floating', at: start.at } : start
}

function eventsOf(read: CalendarResponse): VEvent[] {
  return Object.values(read).flatMap((one) => (one?.type === 'VEVENT' ? [one] : []))
}

function startsWithin(event: VEvent, span: StartSpan): Start[] {
  const [from, to] = [new Date(span.from - DAY), new Date(span.until + DAY)]
  return expandRecurringEvent(event, { from, to }).map(({ start, isFullDay }) => {
    if (isFullDay) return { kind: 'date', at: Date.UTC(start.getFullYear(), start.getMonth(), start.getDate()) }
    if (!isZone(start.tz)) throw new RangeError(`it does not know the zone ${start.tz ?? 'of a floating time'}`)
    return { kind: 'instant', at: start.getTime() }
  })
}

function isZone(name: string | undefined): boolean {
  return name !== undefined && (/^[+-]\d\d:\d\d$/.test(name) || ZoneName.safeParse(name).success)
}
