import { createCounter } from './counter.ts'
import type { Delivery } from '../outbox/create-postman.ts'
import type { Family } from './exposition.ts'
import { createHistogram } from './histogram.ts'
import { stepsOf } from './noted-steps.ts'
import { createSyncMetrics, type SyncMetrics } from './sync-metrics.ts'

/** What this process has counted since it started. No label ever holds what a person wrote, or an address. */
export type Metrics = {
  /** `route`: the pattern. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  limited(limit: string): void
  /** One attempt to hand a mail over. */
  delivered(delivery: Delivery): void
  /** After the commit of the transaction with this handle. */
  committed(tx: object): void
  readonly sync: SyncMetrics
  families(): readonly Family[]
}

const CONFLICT = 409

export function createMetrics(): Metrics {
  const requests = createHistogram('dayloom_http_request_seconds', 'Time until an HTTP request was answered.')
  const steps = createCounter('dayloom_booking_steps_total', 'Committed steps in the lives of bookings.')
  const conflicts = createCounter('dayloom_booking_conflicts_total', 'Wishes whose time was not free, by who wished.')
  const limited = createCounter(
    'dayloom_limited_requests_total',
    'Requests turned away, by the limit that was reached.',
  )
  const mails = createHistogram(
    'dayloom_mail_delay_seconds',
    'From when a mail was due until an attempt ended, by its end.',
  )
  const sync = createSyncMetrics()
  return {
    sync,
    answered: ({ method, route, status, seconds }) => {
      requests.observe({ method, route, status: String(status) }, seconds)
      if (status === CONFLICT) conflicts.add({ from: 'public' })
    },
    limited: (limit) => limited.add({ limit }),
    delivered: ({ outcome, lateMs }) => mails.observe({ outcome }, Math.max(0, lateMs) / 1_000),
    committed: (tx) => {
      for (const step of stepsOf(tx)) {
        steps.add({ step: step.replace(/^booking\./, '') })
        if (step === 'booking.conflict') conflicts.add({ from: 'desk' })
      }
    },
    families: () => [...[requests, steps, conflicts, limited, mails].map((one) => one.family()), ...sync.families()],
  }
}
