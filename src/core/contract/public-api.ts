import { z } from 'zod'
import { BookingError, BookingMade, BookingRequest, SlotsAnswer } from './booking.ts'
import * as bookings from './public-booking.ts'
import * as shapes from './public-shapes.ts'

/** Where the paths of `publicApi` begin. */
export const PUBLIC_PREFIX = '/api/v1/public'

/** One call of the public JSON. OpenAPI is made of it, and the server serves it under the same name. */
export type PublicRoute = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With its parameters in braces, as OpenAPI writes them. */
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** C4: whether the header `Idempotency-Key` is taken; absent: a repetition has no other effect anyway. */
  readonly key?: 'required' | 'optional'
  readonly answers: Readonly<Record<number, z.ZodObject | 'nothing'>>
}

/** Everything else looks like this too: unknown addresses, other methods, too many requests, a failure. */
const COMMON_ANSWERS = { 404: BookingError, 429: BookingError, 503: BookingError } as const

const REFUSED = { 400: BookingError, ...COMMON_ANSWERS } as const
const TAKEN = { ...REFUSED, 409: BookingError } as const
const OF_BOOKING = { ...COMMON_ANSWERS, 410: BookingError } as const

/** The same calls for each way in which an event type is reached. */
function typeRoutes<const P extends string>(path: P) {
  return {
    type: {
      method: 'GET',
      path,
      summary: 'An event type',
      answers: { 200: shapes.PublicEventType, ...COMMON_ANSWERS },
    },
    slots: {
      method: 'GET',
      path: `${path}/slots`,
      summary: 'Free times by day: at most 92 days and 5,000 slots',
      query: shapes.SlotsQuery,
      answers: { 200: SlotsAnswer, ...REFUSED },
    },
    hold: {
      method: 'POST',
      path: `${path}/holds`,
      summary: 'Keep a time for ten minutes while its form is filled in, or keep it longer',
      body: shapes.HoldRequest,
      answers: { 201: shapes.Hold, ...TAKEN },
    },
    book: {
      method: 'POST',
      path: `${path}/bookings`,
      summary: 'Book a time',
      body: BookingRequest,
      key: 'required',
      answers: { 201: BookingMade, ...TAKEN, 422: BookingError },
    },
  } as const satisfies Record<string, PublicRoute>
}

export const publicApi = {
  organizers: {
    organizer: {
      method: 'GET',
      path: '/organizers/{organizer}',
      summary: 'Who can be booked: a member, or a workspace with its teams, and for what',
      answers: { 200: shapes.Organizer, ...COMMON_ANSWERS },
    },
    ...typeRoutes('/organizers/{organizer}/{type}'),
  },
  links: typeRoutes('/links/{slug}'),
  holds: {
    release: {
      method: 'DELETE',
      path: '/holds/{hold}',
      summary: 'Give a held time back',
      answers: { 204: 'nothing', ...COMMON_ANSWERS },
    },
  },
  bookings: {
    booking: {
      method: 'GET',
      path: '/bookings/{token}',
      summary: 'A booking, as its manage token shows it',
      answers: { 200: bookings.PublicBooking, ...OF_BOOKING },
    },
    cancel: {
      method: 'POST',
      path: '/bookings/{token}/cancel',
      summary: 'Cancel',
      body: bookings.CancelRequest,
      key: 'optional',
      answers: { 200: bookings.BookingStep, 400: BookingError, 422: BookingError, ...OF_BOOKING },
    },
    reschedule: {
      method: 'POST',
      path: '/bookings/{token}/reschedule',
      summary: 'Move to another time; the answer holds a new token',
      body: bookings.RescheduleRequest,
      key: 'optional',
      answers: { 200: bookings.BookingStep, ...TAKEN, 410: BookingError, 422: BookingError },
    },
    confirm: {
      method: 'POST',
      path: '/bookings/{token}/confirm',
      summary: 'Answer the time that a host has proposed',
      body: bookings.ProposalReply,
      key: 'optional',
      answers: { 200: bookings.BookingStep, ...TAKEN, 410: BookingError, 422: BookingError },
    },
    token: {
      method: 'POST',
      path: '/bookings/{token}/token',
      summary: 'A new manage token, also sent by mail; the old ones end',
      answers: { 200: bookings.NewToken, 422: BookingError, ...OF_BOOKING },
    },
  },
} as const satisfies Record<string, Record<string, PublicRoute>>
