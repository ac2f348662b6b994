import { expect, test } from 'vitest'
import type { HostTime } from '../../../src/core/scheduling/host-time.ts'
import type { Spans } from '../../../src/core/time/spans.ts'
import { time, span, host, starts } from './slot-query-builder.ts'

test('S10 who has to be free', () => {
  const early = host({ busy: span('11:00', '12:00') })
  const late = host({ busy: span('09:00', '10:00') })
  const never = host({ weekly: [] })
  expect(starts({ mode: 'single', hosts: [early, late] })).toEqual(['09:00', '10:00'])
  expect(starts({ mode: 'collective', hosts: [early, late] })).toEqual(['10:00'])
  expect(starts({ mode: 'collective', hosts: [early, late, never] })).toEqual([])
  expect(starts({ mode: 'collective', hosts: [early, { ...never, required: false }] })).toEqual(['09:00', '10:00'])
  expect(starts({ mode: 'round-robin', hosts: [early, late, never] })).toEqual(['09:00', '10:00', '11:00'])
  expect(starts({ mode: 'round-robin', hosts: [{ ...early, required: true }, late] })).toEqual(['10:00'])
  expect(starts({ mode: 'round-robin', hosts: [{ ...early, required: true }] })).toEqual(['09:00', '10:00'])
})

test('S10 a collective that requires nobody wants everybody', () => {
  const early = host({ busy: span('11:00', '12:00'), required: false })
  const late = host({ busy: span('09:00', '10:00'), required: false })
  expect(starts({ mode: 'collective', hosts: [early, late] })).toEqual(['10:00'])
})

test('S10 of a group of fixed hosts any one is enough', () => {
  const fixed = (group: string, busy: Spans): HostTime => host({ required: true, group, busy })
  const nurses = [fixed('nurses', span('09:00', '10:00')), fixed('nurses', span('10:00', '11:00'))]
  const doctors = [fixed('doctors', span('09:00', '11:00')), fixed('doctors', span('11:00', '12:00'))]
  const other = host({ required: false, busy: span('09:00', '10:00') })
  expect(starts({ mode: 'collective', hosts: nurses })).toEqual(['09:00', '10:00', '11:00'])
  expect(starts({ mode: 'collective', hosts: [...nurses, ...doctors] })).toEqual(['09:00', '10:00', '11:00'])
  expect(starts({ mode: 'collective', hosts: [...nurses, ...doctors.slice(0, 1)] })).toEqual(['11:00'])
  expect(starts({ mode: 'collective', hosts: [...nurses, ...doctors, other] })).toEqual(['09:00', '10:00', '11:00'])
  expect(starts({ mode: 'round-robin', hosts: [...nurses, ...doctors, other] })).toEqual(['10:00', '11:00'])
})

test('S10 nobody is never free', () => {
  expect(starts({ mode: 'single', hosts: [] })).toEqual([])
  expect(starts({ mode: 'collective', hosts: [] })).toEqual([])
  expect(starts({ mode: 'round-robin', hosts: [] })).toEqual([])
})

test('S10 whoever stands in takes the slots that lie wholly within the absence', () => {
  const away = span('10:00', '12:00')
  const during = time('2026-11-20T10:00Z', '2026-11-20T12:00Z')
  const delegate = host({ busy: span('11:30', '11:40') })
  const absent = host({ busy: away, standIns: [{ during, host: delegate }] })
  const given = { duration: 30, step: 15 }
  expect(starts({ ...given, hosts: [absent] })).toEqual([
    '09:00',
    '09:15',
    '09:30',
    '10:00',
    '10:15',
    '10:30',
    '10:45',
    '11:00',
  ])
  // Nobody stands in for a stand-in.
  const busy = host({ busy: away, standIns: [{ during, host: host() }] })
  expect(starts({ hosts: [host({ busy: away, standIns: [{ during, host: busy }] })] })).toEqual(['09:00'])
})
