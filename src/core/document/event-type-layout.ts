import { z } from 'zod'
import { EventType, TypeHost, type BookingPolicy } from '../model/event-type.ts'
import { Question } from '../model/question.ts'
import type { EntityLayout } from './entity-layout.ts'
import { isPlainObject } from './plain-value.ts'

const PLAIN = [
  'name',
  'slug',
  'description',
  'category',
  'durations',
  'step',
  'offset',
  'buffers',
  'notice',
  'horizon',
  'zone',
  'schedule',
  'locations',
  'colour',
  'private',
  'status',
  'hours',
  'recurrence',
  'message',
  'redirectUrl',
] as const

/** How event types lie in a member's or a team's document: hosts and questions merge one by one. What is as usual has no key. */
export const eventTypeLayout: EntityLayout<EventType> = {
  root: 'eventTypes',
  schema: EventType,
  keysOf: (eventType) => [
    ['base', { owner: eventType.owner }],
    ...PLAIN.map((field) => [field, eventType[field]] as const),
    ...unusualKeys(eventType),
    ...eventType.hosts.map((host) => [`host:${host.member}`, hostValue(host)] as const),
    ...eventType.questions.map(({ id, ...question }, place) => [`question:${id}`, { ...question, place }] as const),
  ],
  candidate: (id, view) => {
    const base = view.get('base')
    const hosts = view.items('host:', TypeHost, (member, value) =>
      isPlainObject(value) ? { ...value, member } : value,
    )
    const questions = view.items('question:', PlacedQuestion, (question, value) =>
      isPlainObject(value) ? { question: { ...value, id: question }, place: value['place'] } : value,
    )
    return {
      ...Object.fromEntries([...PLAIN, ...UNUSUAL].map((field) => [field, view.get(field)])),
      id,
      owner: isPlainObject(base) ? base['owner'] : undefined,
      hosts: hosts.slice(0, 100),
      questions: questions
        .sort((a, b) => a.place - b.place)
        .map(({ question }) => question)
        .slice(0, 50),
    }
  },
}

// Absent they are read as the model's defaults.
const UNUSUAL = ['limits', 'fillGaps', 'capacity', 'strategy', 'policies', 'guests', 'zoneLock'] as const

function unusualKeys(eventType: EventType): [string, unknown][] {
  const { limits, fillGaps, capacity, strategy, policies, guests, zoneLock } = eventType
  return [
    ['limits', limits.length === 0 ? undefined : limits],
    ['fillGaps', fillGaps || undefined],
    ['capacity', capacity === 1 ? undefined : capacity],
    ['strategy', strategy === 'balanced' ? undefined : strategy],
    ['policies', isFree(policies.cancel) && isFree(policies.reschedule) ? undefined : policies],
    ['guests', guests || undefined],
    ['zoneLock', zoneLock || undefined],
  ]
}

function isFree({ allowed, until, reason }: BookingPolicy): boolean {
  return allowed && until === 0 && reason === 'optional'
}

function hostValue({ required, weight, priority, group }: TypeHost): unknown {
  return { required, weight: weight === 1 ? undefined : weight, priority: priority || undefined, group }
}

const PlacedQuestion = z.object({ question: Question, place: z.int() })
