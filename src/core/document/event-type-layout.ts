import { z } from 'zod'
import { EventType } from '../model/event-type.ts'
import { MemberId } from '../model/ids.ts'
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
] as const

/** How event types lie in a member's or a team's document: hosts and questions merge one by one. */
export const eventTypeLayout: EntityLayout<EventType> = {
  root: 'eventTypes',
  schema: EventType,
  keysOf: (eventType) => [
    ['base', { owner: eventType.owner }],
    ...PLAIN.map((field) => [field, eventType[field]] as const),
    ...eventType.hosts.map(({ member, required }) => [`host:${member}`, { required }] as const),
    ...eventType.questions.map(({ id, ...question }, place) => [`question:${id}`, { ...question, place }] as const),
  ],
  candidate: (id, view) => {
    const base = view.get('base')
    const hosts = view.items('host:', Host, (member, value) => (isPlainObject(value) ? { ...value, member } : value))
    const questions = view.items('question:', PlacedQuestion, (question, value) =>
      isPlainObject(value) ? { question: { ...value, id: question }, place: value['place'] } : value,
    )
    return {
      ...Object.fromEntries(PLAIN.map((field) => [field, view.get(field)])),
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

const Host = z.object({ member: MemberId, required: z.boolean() })
const PlacedQuestion = z.object({ question: Question, place: z.int() })
