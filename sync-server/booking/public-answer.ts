import type { BookingError, BookingErrorCode, BookingMade, PublicSlot } from '../../src/core/contract/booking.ts'
import { type Instant, instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import type { BookingOutcome } from './booking-outcome.ts'
import { manageUrl } from './manage-url.ts'
import type { Texts } from './texts.ts'

export type PublicAnswer = { readonly status: number; readonly body: BookingMade | BookingError }
export type Speaking = { readonly texts: Texts; readonly publicUrl: () => string; readonly serverKey: Uint8Array }

/** What a program that books is told: the same outcome gives the same bytes (C4). */
export function publicAnswer(outcome: BookingOutcome, deps: Speaking): PublicAnswer {
  const { texts } = deps
  switch (outcome.status) {
    case 201: {
      const { booking: id, start, end, zone } = outcome
      const time = { start: isoWithOffset(start, zone), end: isoWithOffset(end, zone) }
      return { status: 201, body: { id, ...time, manageUrl: manageUrl(outcome, deps) } }
    }
    case 409: {
      const { code, alternatives, duration, zone } = outcome
      const slots = alternatives.map((start) => publicSlot(start, { duration, zone }))
      return { status: 409, body: { ...bookingError(code, texts), alternatives: slots } }
    }
    case 400:
      return { status: 400, body: { ...bookingError(outcome.code, texts), fields: outcome.fields } }
    case 404:
      return { status: 404, body: bookingError('not-found', texts) }
    case 422:
      return { status: 422, body: bookingError('idempotency-key-reused', texts) }
  }
}

export function bookingError(code: BookingErrorCode, texts: Texts): BookingError {
  return { error: code, message: texts.t(`error.${code}`) }
}

/** `duration` in milliseconds. */
export function publicSlot(start: Instant, { duration, zone }: { duration: number; zone: ZoneName }): PublicSlot {
  return { start: isoWithOffset(start, zone), end: isoWithOffset(instant(start + duration), zone) }
}
