import type { BookedSeries, EventType } from '../model/event-type.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { checkRule } from '../time/recurrence.ts'
import { checkedHours } from './checked-hours.ts'
import { wrongQuestions } from './wrong-questions.ts'

export type EventTypeReason = 'invalid-input' | 'invalid-rule' | 'invalid-hours' | 'end-before-start'

/** C16: the definition as documents keep it, or what is wrong with it. */
export function checkedEventType(eventType: EventType): Result<EventType, EventTypeReason> {
  const { horizon } = eventType
  const fields = wrongFields(eventType).map((field) => `eventType.${field}`)
  if (fields.length > 0) return refuse('invalid-input', { fields })
  if (horizon.kind === 'fixed-range' && horizon.until < horizon.from) return refuse('end-before-start')
  const recurrence = checkedRecurrence(eventType.recurrence)
  if (!recurrence.ok) return recurrence
  const hours = eventType.hours === undefined ? ok(undefined) : checkedHours(eventType.hours)
  if (!hours.ok) return hours

  const byMember = eventType.hosts.toSorted((a, b) => (a.member < b.member ? -1 : 1))
  return ok({ ...eventType, hosts: byMember, recurrence: recurrence.value, hours: hours.value })
}

function wrongFields(eventType: EventType): string[] {
  const { durations, limits, hosts, questions, locations, capacity, category } = eventType
  return [
    ...repeated(durations, String).map((at) => `durations.${at}`),
    ...repeated(limits, ({ of, measure, per }) => `${of} ${measure} ${per}`).map((at) => `limits.${at}`),
    ...repeated(hosts, ({ member }) => member).map((at) => `hosts.${at}.member`),
    ...indices(hosts, ({ group, required }) => group !== undefined && !required).map((at) => `hosts.${at}.group`),
    ...(capacity > 1 && category !== 'group' ? ['capacity'] : []),
    ...wrongQuestions(questions),
    ...indices(locations, ({ kind, details }) => kind === 'in-person' && details.trim() === '').map(
      (at) => `locations.${at}.details`,
    ),
  ]
}

function indices<T>(items: readonly T[], isWrong: (item: T) => boolean): number[] {
  return items.flatMap((item, at) => (isWrong(item) ? [at] : []))
}

/** Those whose key has stood before. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string): number[] {
  const keys = items.map(keyOf)
  return indices(
    keys.map((key, at) => ({ key, at })),
    ({ key, at }) => keys.indexOf(key) < at,
  )
}

/** C6: how many there are is the invitee's to say, up to `most`. */
function checkedRecurrence(recurrence: BookedSeries | undefined): Result<BookedSeries | undefined, EventTypeReason> {
  if (recurrence === undefined) return ok(undefined)
  const rule = checkRule(recurrence.rule)
  if (!rule.ok) return rule
  if (/(?:^|;)(?:COUNT|UNTIL)=/.test(rule.value)) return refuse('invalid-rule', { problem: 'COUNT or UNTIL' })
  return ok({ ...recurrence, rule: rule.value })
}
