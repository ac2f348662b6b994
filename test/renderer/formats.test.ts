import { expect, test } from 'vitest'
import { instant } from '../../src/core/model/instant.ts'
import { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { createFormats, isRepeated } from '../../src/renderer/formats.ts'
import { timed } from './clinic.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')
const FRIDAY = WallDate.parse('2026-11-20')
const at = (text: string) => instant(Date.parse(text))
// Intl separates with spaces of its own.
const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ')

test('times are written as the locale writes them', () => {
  const nine = at('2026-11-20T08:00:00Z')
  const half = at('2026-11-20T09:30:00Z')
  expect(plain(createFormats('en-GB').clockRange(nine, half, BERLIN))).toBe('09:00–10:30')
  expect(plain(createFormats('en-US').clockRange(nine, half, BERLIN))).toBe('9:00 – 10:30 AM')
  expect(createFormats('en-GB').hour(540)).toBe('09:00')
  expect(plain(createFormats('en-US').hour(540))).toBe('9 AM')
})

test('an hour that the clock shows twice is told apart by the name of the zone', () => {
  const formats = createFormats('en-GB')
  const [first, second] = [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]
  expect([isRepeated(first, BERLIN), isRepeated(second, BERLIN)]).toEqual([true, true])
  expect([formats.clock(first, BERLIN), formats.clock(second, BERLIN)]).toEqual(['02:30 CEST', '02:30 CET'])
  expect(isRepeated(at('2026-10-25T02:00:00Z'), BERLIN)).toBe(false)
  expect(isRepeated(at('2026-03-29T01:00:00Z'), BERLIN)).toBe(false)
})

test('an appointment says its day once, and both where there are two', () => {
  const formats = createFormats('en-GB')
  const { time } = timed(FRIDAY, '09:00', '09:45')
  expect(time && plain(formats.appointment(time, BERLIN))).toBe('Fri 20 Nov, 09:00–09:45')
  const night = {
    kind: 'timed',
    startsAt: at('2026-11-20T21:00:00Z'),
    endsAt: at('2026-11-21T01:00:00Z'),
    zone: BERLIN,
  } as const
  expect(plain(formats.appointment(night, BERLIN))).toBe('Fri 20 Nov, 22:00 – Sat 21 Nov, 02:00')
  expect(plain(formats.appointment({ kind: 'all-day', firstDay: FRIDAY, lastDay: FRIDAY }, BERLIN))).toBe('Fri 20 Nov')
})
