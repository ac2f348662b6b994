import ICAL from 'ical.js'
import { expandRecurringEvent, sync } from 'node-ical'
import { zoneBlock } from '../../../src/core/ical/zone-block.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'

/** What ical.js and node-ical each make of one UID of a file, as starts in the window; undefined: nothing. */
export type TwoReadings = { uid: string; icalJs: string[] | undefined; nodeIcal: string[] | undefined }

export type Window = { from: number; until: number }

/** Asks both parsers about every event of a file, each by itself, with the zones of the file. Knows nothing of our own reader. */
export function twoReadings(text: string, window: Window): TwoReadings[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const zones = blocksOf(lines, 'VTIMEZONE')
  const byUid = Map.groupBy(blocksOf(lines, 'VEVENT'), (event) => /^UID[^:\n]*:(.*)$/m.exec(event)?.[1]?.trim() ?? '')
  return [...byUid]
    .filter(([uid]) => uid !== '')
    .map(([uid, events]) => {
      const calendar = ['BEGIN:VCALENDAR', ...zones, ...events, 'END:VCALENDAR'].join('\r\n')
      return {
        uid,
        icalJs: attempt(() => icalJsStarts(calendar, window)),
        nodeIcal: attempt(() => nodeIcalStarts(calendar, window)),
      }
    })
}

function blocksOf(lines: readonly string[], name: string): string[] {
  const blocks: string[] = []
  let open: string[] | undefined
  for (const line of lines) {
    if (line.toUpperCase() === `BEGIN:${name}`) open = []
    open?.push(line)
    if (line.toUpperCase() === `END:${name}` && open) {
      blocks.push(open.join('\r\n'))
      open = undefined
    }
  }
  return blocks
}

function attempt(read: () => string[]): string[] | undefined {
  try {
    return [...new Set(read())].toSorted()
  } catch {
    return undefined
  }
}

function icalJsStarts(calendar: string, window: Window): string[] {
  ICAL.TimezoneService.reset()
  for (const [, tzid = ''] of calendar.matchAll(/;TZID="?([^":;]+)/g)) {
    const zone = ianaZone(tzid)
    if (zone) ICAL.TimezoneService.register(zone, tzid)
  }
  const events = ICAL.Component.fromString(calendar).getAllSubcomponents('vevent')
  const masters = events.filter((event) => !event.hasProperty('recurrence-id'))
  const times = (masters.length > 0 ? masters : events).flatMap((component) =>
    icalJsTimes(new ICAL.Event(component), window),
  )
  return times.filter((time) => within(time.toUnixTime() * 1_000, window)).map(icalJsKey)
}

const zones = new Map<string, ICAL.Timezone>()

function ianaZone(tzid: string): ICAL.Timezone | undefined {
  const known = zones.get(tzid)
  const name = ZoneName.safeParse(tzid)
  if (known || !name.success) return known
  const text = zoneBlock(name.data, tzid, { from: 0, until: 2_200_000_000_000 }).join('\r\n')
  const zone = new ICAL.Timezone({ component: ICAL.Component.fromString(text), tzid })
  zones.set(tzid, zone)
  return zone
}

function icalJsTimes(event: ICAL.Event, window: Window): ICAL.Time[] {
  if (event.isRecurrenceException()) return [event.startDate]
  const times: ICAL.Time[] = []
  const iterator = event.iterator()
  let last: ICAL.Time | undefined
  for (let i = 0; i < 20_000; i++) {
    last = iterator.next()
    if (!last || last.toUnixTime() * 1_000 > window.until + 86_400_000) break
    times.push(event.getOccurrenceDetails(last).startDate)
  }
  const later = Object.values(event.exceptions).filter((one) => last && one.recurrenceId.compare(last) > 0)
  return [...times, ...later.map((one) => one.startDate)]
}

function icalJsKey(time: ICAL.Time): string {
  const text = new Date(time.toUnixTime() * 1_000).toISOString().replaceAll(/[-:]|\.000Z/g, '')
  if (time.isDate) return text.slice(0, 8)
  return time.zone === ICAL.Timezone.localTimezone ? text : `${text}Z`
}

function nodeIcalStarts(calendar: string, window: Window): string[] {
  const day = 86_400_000
  const span = { from: new Date(window.from - day), to: new Date(window.until + day) }
  return Object.values(sync.parseICS(calendar)).flatMap((event) => {
    if (event?.type !== 'VEVENT') return []
    return expandRecurringEvent(event, span).flatMap(({ start, isFullDay }) => {
      const at = isFullDay || !start.tz ? localAsUtc(start) : start.getTime()
      const text = new Date(at).toISOString().replaceAll(/[-:]|\.000Z/g, '')
      return within(at, window) ? (isFullDay ? text.slice(0, 8) : start.tz ? `${text}Z` : text) : []
    })
  })
}

function localAsUtc(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds())
}

function within(at: number, window: Window): boolean {
  return at >= window.from && at < window.until
}
