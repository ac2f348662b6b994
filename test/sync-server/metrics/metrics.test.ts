import { expect, test } from 'vitest'
import { createMetrics } from '../../../sync-server/metrics/create-metrics.ts'
import { createCounter } from '../../../sync-server/metrics/counter.ts'
import { exposition } from '../../../sync-server/metrics/exposition.ts'
import { createHistogram } from '../../../sync-server/metrics/histogram.ts'
import { noteStep } from '../../../sync-server/metrics/noted-steps.ts'
import { WISH } from '../booking/booking-world.ts'
import { from, openServer, posted } from '../safety/open-server.ts'

test('counters and histograms in the words of Prometheus', () => {
  const counter = createCounter('made_total', 'Made.')
  counter.add({ by: 'a "b"\\\n' })
  counter.add({ by: 'c' })
  counter.add({ by: 'c' })
  const histogram = createHistogram('seconds', 'Time.')
  histogram.observe({}, 0.005)
  histogram.observe({}, 0.3)
  histogram.observe({}, 60)
  expect(exposition([counter.family(), histogram.family()])).toBe(
    [
      '# HELP made_total Made.',
      '# TYPE made_total counter',
      String.raw`made_total{by="a \"b\"\\\n"} 1`,
      'made_total{by="c"} 2',
      '# HELP seconds Time.',
      '# TYPE seconds histogram',
      ...['0.005', '0.01', '0.025', '0.05', '0.1', '0.25'].map((le) => `seconds_bucket{le="${le}"} 1`),
      ...['0.5', '1', '2.5', '5', '10'].map((le) => `seconds_bucket{le="${le}"} 2`),
      'seconds_bucket{le="+Inf"} 3',
      'seconds_sum 60.305',
      'seconds_count 3',
      '',
    ].join('\n'),
  )
})

test('a step counts once it is committed, and not where it was rolled back', () => {
  const metrics = createMetrics()
  const [kept, lost] = [{}, {}]
  for (const step of ['booking.made', 'booking.conflict']) noteStep(kept, step)
  noteStep(lost, 'booking.made')
  metrics.committed(kept)
  metrics.committed({})
  const text = exposition(metrics.families())
  expect(text).toContain('dayloom_booking_steps_total{step="made"} 1\n')
  expect(text).toContain('dayloom_booking_conflicts_total{from="desk"} 1\n')
})

test('bookings, conflicts, mail and latency of a server, without what a person is called', async () => {
  await using server = await openServer({ trustProxy: ['127.0.0.1'] })
  const book = (key: string) => server.ask('/book/anna-1/book', posted(WISH, { 'idempotency-key': key }))
  expect([(await book('a')).status, (await book('b')).status]).toEqual([201, 409])

  const answer = await server.ask('/metrics')
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  for (const line of [
    'dayloom_booking_steps_total{step="made"} 1',
    'dayloom_booking_conflicts_total{from="public"} 1',
    'dayloom_http_request_seconds_count{method="POST",route="/book/:slug/book",status="201"} 1',
    'dayloom_mails{state="dead"} 0',
    'dayloom_sync_lag_seconds 0',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
  expect(text).not.toMatch(/anna|ida|example\.org|127\.0\.0\.1/i)

  // Nobody else sees that it is there.
  const elsewhere = await server.ask('/metrics', from('192.0.2.1'))
  expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { error: 'not-found' }])
})

test('with a token: whoever shows it, from anywhere; nobody else, also not this machine', async () => {
  await using server = await openServer({ metricsToken: 'a long enough secret' })
  const ask = async (authorization: string) => (await server.ask('/metrics', { headers: { authorization } })).status
  expect([await ask('Bearer a long enough secret'), await ask('Bearer a long enough secreT'), await ask('')]).toEqual([
    200, 404, 404,
  ])
})
