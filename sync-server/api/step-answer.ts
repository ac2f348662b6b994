import type { BookingError } from '../../src/core/contract/booking.ts'
import type { BookingStep, NewToken } from '../../src/core/contract/public-booking.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import type { Stepped, TimeOutcome } from '../booking/life-outcome.ts'
import { manageUrl } from '../booking/manage-url.ts'
import { bookingError, publicSlot, type Speaking } from '../booking/public-answer.ts'

type Told = BookingStep | NewToken
type StepAnswer = { readonly status: number; readonly body: Told | BookingError }
export type Tell = (stepped: Stepped, deps: Speaking) => Told

/** What an invitee's program is told of a step: the same outcome gives the same bytes (C4). `tell`: of one that was taken. */
export function stepAnswer(outcome: TimeOutcome, tell: Tell, deps: Speaking): StepAnswer {
  const { status } = outcome
  switch (status) {
    case 200:
      return { status, body: tell(outcome, deps) }
    case 409: {
      const { alternatives, code } = outcome
      return {
        status,
        body: { ...bookingError(code, deps.texts), alternatives: alternatives.map((at) => publicSlot(at, outcome)) },
      }
    }
    case 400:
      return { status, body: { ...bookingError(outcome.code, deps.texts), fields: outcome.fields } }
    case 403:
    case 404:
    case 410:
      return { status, body: bookingError(outcome.code, deps.texts) }
    case 422:
      // Too early are marks of members alone.
      return { status, body: bookingError(outcome.code === 'too-early' ? 'not-allowed' : outcome.code, deps.texts) }
  }
}

/** The booking as it stands then. */
export function asStatus(status: BookingStep['status']): Tell {
  return (stepped, deps) => {
    const { booking: id, start, end, zone } = stepped
    const time = { start: isoWithOffset(start, zone), end: isoWithOffset(end, zone), timezone: zone }
    return { id, status, ...time, manageUrl: manageUrl(stepped, deps) }
  }
}

export function asToken(stepped: Stepped, deps: Speaking): NewToken {
  return { id: stepped.booking, manageUrl: manageUrl(stepped, deps) }
}
