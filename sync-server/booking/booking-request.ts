import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { BookingError } from '../../src/core/contract/booking.ts'
import { BookingRequest } from '../../src/core/contract/booking.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { Email } from '../../src/core/model/member.ts'
import type { BookingLinkRow } from '../../src/core/projections/rows.ts'
import type { Answer } from '../../src/core/model/question.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { checkAnswers } from '../../src/core/questions/check-answers.ts'
import { PHONE } from '../../src/core/questions/read-answer.ts'
import type { RequestKey } from './idempotently.ts'
import { PublicStart } from './public-start.ts'
import { readGuests } from './read-guests.ts'

export type FieldProblems = NonNullable<BookingError['fields']>

/** What an invitee asks for, checked: everything in it may be stored and mailed. */
export type Wish = {
  readonly start: Instant
  /** Minutes; one of the type's. */
  readonly duration: number
  readonly zone: ZoneName
  readonly name: string
  readonly email: string
  readonly phone: string | undefined
  readonly answers: Readonly<Record<string, Answer>>
  /** E-mail addresses of those who come along. */
  readonly guests: readonly string[]
}

// Made once: it costs more than what it is used for.
const AnyRequest = BookingRequest.partial()

export type WishProblem = { readonly code: 'invalid-request' | 'unknown-timezone'; readonly fields: FieldProblems }

/** Checks the body of a booking request against the event type (C15). Fields are named as in the request, answers `answers.{id}`. */
export function readWish(body: unknown, eventType: EventType): { wish: Wish } | { problem: WishProblem } {
  const shape = AnyRequest.safeParse(body)
  if (!shape.success) return { problem: { code: 'invalid-request', fields: fieldsOf(shape.error, body) } }
  const fields: FieldProblems = {}
  const given = shape.data
  const read = <S extends z.ZodType>(name: string, text: string | undefined, schema: S): z.infer<S> | undefined => {
    const parsed = schema.safeParse(text?.trim() ?? '')
    if (!parsed.success) fields[name] = (text ?? '').trim() === '' ? 'missing' : 'invalid'
    return parsed.data
  }
  const start = read('start', given.start, PublicStart)
  const zone = read('timezone', given.timezone, ZoneName)
  const name = read('name', given.name, OneLine)
  const email = read('email', given.email, Email)
  const phone = (given.phone ?? '').trim() === '' ? undefined : read('phone', given.phone, Phone)
  const duration = given.duration ?? eventType.durations[0]
  if (duration === undefined || !eventType.durations.includes(duration)) fields['duration'] = 'unknown'
  const { answers, problems } = checkAnswers(eventType.questions, given.answers ?? {})
  const others = readGuests(given.guests ?? [], { most: eventType.guests, booker: email })
  Object.assign(fields, problems, others.problems)
  if (fields['timezone'] === 'invalid') fields['timezone'] = 'unknown'
  if (start === undefined || zone === undefined || name === undefined || email === undefined) return refused(fields)
  if (duration === undefined || Object.keys(fields).length > 0) return refused(fields)
  return { wish: { start, duration, zone, name, email, phone, answers, guests: others.guests } }
}

/** C4: under which a request to book is remembered. Ids are whoever's who writes them: its document tells links of one id apart. */
export function bookingKey(
  { document, id }: BookingLinkRow,
  { key, body }: { readonly key: string; readonly body: unknown },
): RequestKey {
  return { endpoint: 'book', link: `${document} ${id}`, key, bodyHash: requestHash(body) }
}

/** The same for equal requests, in whatever order their JSON was written (C4). */
export function requestHash(body: unknown): string {
  const text = JSON.stringify(inOneOrder(body, DEEPEST))
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex')
}

// What lies deeper is in no request that does anything, and could be so deep that looking at it ends in an error.
const DEEPEST = 8

function inOneOrder(value: unknown, levels: number): unknown {
  if (levels === 0) return null
  if (Array.isArray(value)) return value.map((one) => inOneOrder(one, levels - 1))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, one]) => [key, inOneOrder(one, levels - 1)]))
}

// No control characters: what an invitee types stands in mail headers and in calendar files.
const OneLine = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
const Phone = z.string().regex(PHONE)

function refused(fields: FieldProblems): { problem: WishProblem } {
  const onlyZone = Object.keys(fields).length === 1 && fields['timezone'] === 'unknown'
  return { problem: { code: onlyZone ? 'unknown-timezone' : 'invalid-request', fields } }
}

function fieldsOf(error: z.ZodError, body: unknown): FieldProblems {
  const fields: FieldProblems = {}
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.')
    if (name !== '') fields[name] = issue.code === 'too_big' ? 'too-long' : 'invalid'
  }
  // Not even an object: everything it should have held is missing.
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return fields
  return { start: 'missing', timezone: 'missing', name: 'missing', email: 'missing' }
}
