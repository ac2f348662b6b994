import { expect, test } from 'vitest'
import { at, time, span, booked, daily, host, starts } from './slot-query-builder.ts'

test('S12 starts follow on the end of what is busy or booked, beside those of the grid', () => {
  const fillGaps = true
  const busy = span('09:10', '09:50')
  expect(starts({ fillGaps, hosts: [host({ busy })], duration: 40, step: 60 })).toEqual([
    '09:50',
    '10:00',
    '10:50',
    '11:00',
  ])
  const bookings = [booked('09:00', '10:00', { before: 0, after: 5 })]
  const buffers = { before: 2, after: 0 }
  expect(starts({ fillGaps, hosts: [host({ bookings })], buffers, duration: 40, step: 60 })).toEqual([
    '10:07',
    '11:00',
    '11:07',
  ])
})

test('S12 what begins with the hours or ends within a minute starts at whole minutes', () => {
  const fillGaps = true
  const given = { fillGaps, duration: 40, step: 60 }
  expect(starts({ ...given, hosts: [host({ weekly: daily('09:10-12:00') })] })).toEqual(['10:00', '11:00'])
  const busy = [at('2026-11-20T09:00Z'), at('2026-11-20T09:09:10Z')]
  expect(starts({ ...given, hosts: [host({ busy })] })).toEqual(['09:10', '10:00', '10:10', '11:00', '11:10'])
})

test('S12 a gap of one host counts where everybody who is needed is free', () => {
  const given = { fillGaps: true, duration: 40, step: 60 } as const
  const one = host({ busy: span('09:00', '09:10') })
  const two = host({ busy: span('10:00', '11:20') })
  expect(starts({ ...given, mode: 'collective', hosts: [one, two] })).toEqual(['09:10', '11:20'])
  expect(starts({ ...given, mode: 'round-robin', hosts: [one, two] })).toEqual([
    '09:00',
    '09:10',
    '10:00',
    '10:10',
    '11:00',
    '11:10',
    '11:20',
  ])
})

test('S1 a start in a gap is found whatever part of the time is asked for', () => {
  const hosts = [host({ weekly: daily('00:00-24:00'), busy: span('09:00', '09:10') })]
  const given = { fillGaps: true, hosts, duration: 40, step: 60 }
  const alone = (start: string, end: string): string[] => starts({ ...given, range: time(start, end) })
  expect(alone('2026-11-20T11:10Z', '2026-11-20T11:50Z')).toEqual(['11:10'])
  expect(alone('2026-11-23T11:10Z', '2026-11-23T11:50Z')).toEqual(['11:10'])
  expect(alone('2026-11-20T11:11Z', '2026-11-20T11:51Z')).toEqual([])
  expect(alone('2026-11-19T11:10Z', '2026-11-19T11:50Z')).toEqual([])
})
