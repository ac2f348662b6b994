import type { BookingError } from '../../src/core/contract/booking.ts'
import type { Hold } from '../../src/core/contract/public-shapes.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { isoWithOffset } from '../../src/core/time/wall-clock.ts'
import type { HoldOutcome } from '../booking/hold-outcome.ts'
import { bookingError, publicSlot } from '../booking/public-answer.ts'
import type { Texts } from '../booking/texts.ts'

type HoldAnswer = {
  readonly status: number
  readonly body: Hold | BookingError
  readonly headers?: { readonly 'retry-after': number }
}

/** `zone`: in which the invitee counts. */
export function holdAnswer(outcome: HoldOutcome, { zone, texts }: { zone: ZoneName; texts: Texts }): HoldAnswer {
  const { status } = outcome
  switch (status) {
    case 201: {
      const { id, start, end, expiresAt } = outcome
      const time = { start: isoWithOffset(start, zone), end: isoWithOffset(end, zone) }
      return { status, body: { id, ...time, expiresAt: new Date(expiresAt).toISOString() } }
    }
    case 409: {
      const alternatives = outcome.alternatives.map((at) => publicSlot(at, outcome))
      return { status, body: { ...bookingError(outcome.code, texts), alternatives } }
    }
    case 400:
      return { status, body: { ...bookingError(outcome.code, texts), fields: outcome.fields } }
    case 404:
      return { status, body: bookingError('not-found', texts) }
    case 429: {
      const headers = { 'retry-after': Math.max(Math.ceil(outcome.retryAfterMs / 1_000), 1) }
      return { status, body: bookingError(outcome.code, texts), headers }
    }
  }
}
