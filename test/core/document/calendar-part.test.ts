import { expect, test } from 'vitest'
import { homePart, partOf } from '../../../src/core/document/calendar-part.ts'
import { documentName, parseDocumentName } from '../../../src/core/document/document-name.ts'
import { CALENDAR, WORKSPACE, at, recurring, single } from './samples.ts'

test.each([
  ['2025-12-31T23:59:59.999Z', '2025-q4'],
  ['2026-01-01T00:00:00Z', '2026-q1'],
  ['2026-03-31T23:59:59Z', '2026-q1'],
  ['2026-04-01T00:00:00Z', '2026-q2'],
  ['2026-09-30T12:00:00Z', '2026-q3'],
  ['2026-11-20T12:00:00Z', '2026-q4'],
])('%s lies in %s, counted in UTC', (iso, part) => {
  expect(partOf({ startsAt: at(iso) })).toBe(part)
})

test('a moment beyond the years of four digits has its home at the edge, under a name that is one', () => {
  const parts = [partOf({ startsAt: -8.64e15 }), partOf({ startsAt: 8.64e15 })]
  expect(parts).toEqual(['0000-q1', '9999-q4'])
  const names = parts.map((part) => documentName({ kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part }))
  expect(names.map((name) => parseDocumentName(name)?.kind)).toEqual(['entries', 'entries'])
})

test('an appointment is at home by its first start: a series apart, days and floating ones by their reading', () => {
  expect([
    homePart(recurring()),
    homePart(single()),
    homePart(single({ time: { kind: 'all-day', firstDay: '2026-06-30', lastDay: '2026-07-01' } })),
    homePart(single({ time: { kind: 'floating', start: '2026-10-01T00:00:00', end: '2026-10-01T01:00:00' } })),
  ]).toEqual(['series', '2026-q1', '2026-q2', '2026-q4'])
})
