import { sequenceOf } from './event-details.ts'
import type { EventProperties } from './event-properties.ts'
import { textHash } from './text-hash.ts'

export type CurrentEvent = {
  readonly event: EventProperties
  readonly uid: string
  readonly remarks: readonly string[]
}

/**
 * What counts of several events with one UID and no RECURRENCE-ID: the highest SEQUENCE. Of that, events with the same times
 * are one, the last in the file; with other times they are different events whose UID is wrong, and all but the first get
 * one of their own.
 */
export function currentEvents(events: readonly EventProperties[], uid: string): CurrentEvent[] {
  const highest = Math.max(...events.map(sequenceOf))
  const current = events.filter((event) => sequenceOf(event) === highest)
  const older = current.length < events.length ? ['an older revision in the same file was left out'] : []
  const byTimes = Map.groupBy(current, timesOf)
  return [...byTimes].flatMap(([times, same], index) => {
    const event = same.at(-1)
    if (!event) return []
    const own = index === 0 ? uid : `${uid.slice(0, 900)}-${textHash(times).slice(0, 8)}`
    const shared = byTimes.size > 1 ? ['the file has another event with the same UID'] : []
    return [{ event, uid: own, remarks: [...older, ...shared] }]
  })
}

/** Of several exceptions for one occurrence the highest SEQUENCE, and of these the last. In the order of the file. */
export function currentOverrides(events: readonly EventProperties[]): EventProperties[] {
  const byOccurrence = Map.groupBy(events, (event) => event.first('recurrence-id')?.line.text ?? '')
  return [...byOccurrence.values()].flatMap((same) => {
    const highest = Math.max(...same.map(sequenceOf))
    return same.findLast((event) => sequenceOf(event) === highest) ?? []
  })
}

function timesOf(event: EventProperties): string {
  return ['dtstart', 'rrule', 'rdate'].flatMap((name) => event.all(name).map((one) => one.line.text)).join('\n')
}
