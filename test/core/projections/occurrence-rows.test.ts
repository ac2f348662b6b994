import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import { DAY } from '../../../src/core/model/instant.ts'
import { occurrenceRows } from '../../../src/core/projections/occurrence-rows.ts'
import type { OccurrenceRow } from '../../../src/core/projections/rows.ts'
import {
  CALENDAR,
  EVERY_MONDAY,
  MONDAY_TEN,
  SERIES_DOCUMENT,
  WORKSPACE,
  at,
  recurring,
  single,
  uuid,
} from '../document/samples.ts'

const MARCH = { from: at('2026-03-01T00:00:00Z'), until: at('2026-04-01T00:00:00Z') }
const HOUR = 3_600_000

function rowsOf(data: Appointment, horizon = MARCH): OccurrenceRow[] {
  const { id, calendar, uid, status, bookingId } = data
  const deleted = data.deletedAt !== undefined
  return occurrenceRows(
    { workspace: WORKSPACE, id, document: SERIES_DOCUMENT, calendar, uid, status, bookingId, deleted, data },
    horizon,
  )
}

const ROW = {
  workspace: WORKSPACE,
  appointment: uuid(100),
  original: '',
  document: SERIES_DOCUMENT,
  calendar: CALENDAR,
  basis: 'instant',
  starts: MONDAY_TEN.startsAt,
  ends: MONDAY_TEN.endsAt,
  allDay: false,
  long: false,
  title: 'Visit',
  status: 'confirmed',
  blocks: true,
}

/** The original start, and when it takes place. */
const places = (rows: OccurrenceRow[]) =>
  rows.map(({ original, starts }) => [original.slice(5, 10), new Date(starts).toISOString().slice(5, 16)])
const moved = (iso: string) => ({ time: { ...MONDAY_TEN, startsAt: at(iso), endsAt: at(iso) + HOUR } })

describe('a single appointment', () => {
  test('has one row, within the horizon or not', () => {
    expect(rowsOf(single())).toStrictEqual([ROW])
    expect(rowsOf(single(), { from: 0, until: 1 })).toStrictEqual([ROW])
  })

  test('has none once it is removed', () => {
    expect([single({ deletedAt: 1 }), recurring({ deletedAt: 1 })].map((one) => rowsOf(one))).toEqual([[], []])
  })

  test.each([
    [
      'all-day',
      { kind: 'all-day', firstDay: '2026-03-02', lastDay: '2026-03-03' },
      { basis: 'wall', starts: at('2026-03-02T00:00:00Z'), ends: at('2026-03-04T00:00:00Z'), allDay: true },
    ],
    [
      'floating',
      { kind: 'floating', start: '2026-03-02T10:00:00', end: '2026-03-02T11:00:00' },
      { basis: 'wall', starts: at('2026-03-02T10:00:00Z'), ends: at('2026-03-02T11:00:00Z') },
    ],
    ['without length', { ...MONDAY_TEN, endsAt: MONDAY_TEN.startsAt }, { ends: MONDAY_TEN.startsAt }],
    [
      'of seven days',
      { ...MONDAY_TEN, endsAt: MONDAY_TEN.startsAt + 7 * DAY },
      { ends: MONDAY_TEN.startsAt + 7 * DAY },
    ],
    [
      'longer than that',
      { ...MONDAY_TEN, endsAt: MONDAY_TEN.startsAt + 7 * DAY + 1 },
      { ends: MONDAY_TEN.startsAt + 7 * DAY + 1, long: true },
    ],
  ])('that is %s counts on its basis', (_, time, row) => {
    expect(rowsOf(single({ time }))).toStrictEqual([{ ...ROW, ...row }])
  })

  test.each([
    ['busy', 'confirmed', true],
    ['tentative', 'confirmed', true],
    ['free', 'confirmed', false],
    ['busy', 'pending', true],
    ['busy', 'completed', true],
    ['busy', 'no-show', false],
    ['busy', 'cancelled', false],
  ] as const)('S6 that is %s and %s blocks: %s', (availability, status, blocks) => {
    expect(rowsOf(single({ availability, status }))).toStrictEqual([{ ...ROW, status, blocks }])
  })
})

describe('a series', () => {
  test('has a row for every occurrence that touches the horizon, on the wall of its zone', () => {
    const rows = rowsOf(recurring())
    expect(rows[0]).toStrictEqual({ ...ROW, original: '2026-03-02T10:00:00' })
    expect(places(rows)).toEqual([
      ['03-02', '03-02T09:00'],
      ['03-09', '03-09T09:00'],
      ['03-16', '03-16T09:00'],
      ['03-23', '03-23T09:00'],
      ['03-30', '03-30T08:00'],
    ])
  })

  test('counts an occurrence that reaches into the horizon, half-open at both ends', () => {
    const at10 = MONDAY_TEN.startsAt
    const found = [
      { from: at10 + HOUR - 1, until: at10 + HOUR },
      { from: at10 + HOUR, until: at10 + 2 * HOUR },
      { from: at10 - HOUR, until: at10 },
      { from: at10 - HOUR, until: at10 + 1 },
    ].map((horizon) => rowsOf(recurring(), horizon).length)
    expect(found).toEqual([1, 0, 0, 1])
  })

  test('of whole days counts on the wall', () => {
    const series = {
      ...EVERY_MONDAY,
      start: '2026-03-02T00:00:00',
      allDay: true,
      zone: undefined,
      length: DAY,
      rules: ['FREQ=WEEKLY;COUNT=1'],
    }
    const row = {
      original: '2026-03-02T00:00:00',
      basis: 'wall',
      starts: at('2026-03-02T00:00:00Z'),
      ends: at('2026-03-03T00:00:00Z'),
      allDay: true,
    }
    expect(rowsOf(recurring({ series }))).toStrictEqual([{ ...ROW, ...row }])
  })

  test('an exception has its own title, time and fate', () => {
    const overrides = {
      '2026-03-09T10:00:00': { cancelled: true },
      '2026-03-16T10:00:00': {
        time: { kind: 'all-day', firstDay: '2026-03-17', lastDay: '2026-03-17' },
        title: 'Outing',
      },
    }
    const row = (day: string, own: object = {}) => ({
      ...ROW,
      original: `2026-03-${day}T10:00:00`,
      starts: at(`2026-03-${day}T09:00:00Z`),
      ends: at(`2026-03-${day}T10:00:00Z`),
      ...own,
    })
    const days = {
      basis: 'wall',
      starts: at('2026-03-17T00:00:00Z'),
      ends: at('2026-03-18T00:00:00Z'),
      allDay: true,
      title: 'Outing',
    }
    expect(rowsOf(recurring({ overrides })).slice(0, 4)).toStrictEqual([
      row('02'),
      row('09', { status: 'cancelled', blocks: false }),
      row('16', days),
      row('23'),
    ])
  })

  test('T2 an exception moved out of the horizon is not in it, one moved in from beyond is', () => {
    const overrides = {
      '2026-03-09T10:00:00': moved('2026-05-01T09:00:00Z'),
      '2026-03-16T10:00:00': moved('2026-03-02T08:00:00Z'),
      '2026-06-01T10:00:00': moved('2026-03-03T09:00:00Z'),
      '2026-06-08T10:00:00': moved('2026-07-01T09:00:00Z'),
    }
    expect(places(rowsOf(recurring({ overrides })))).toEqual([
      ['03-16', '03-02T08:00'],
      ['03-02', '03-02T09:00'],
      ['06-01', '03-03T09:00'],
      ['03-23', '03-23T09:00'],
      ['03-30', '03-30T08:00'],
    ])
  })

  test('an exception of an occurrence that the series does not have, or excludes, is none', () => {
    const overrides = {
      '2026-06-02T10:00:00': moved('2026-03-03T09:00:00Z'),
      '2026-06-01T10:00:00': moved('2026-03-03T09:00:00Z'),
      '2026-03-10T10:00:00': { title: 'T' },
    }
    const exdates = [
      '2026-06-01T10:00:00',
      '2026-03-02T10:00:00',
      '2026-03-09T10:00:00',
      '2026-03-23T10:00:00',
      '2026-03-30T10:00:00',
    ]
    const rows = rowsOf(recurring({ series: { ...EVERY_MONDAY, exdates }, overrides }))
    expect(places(rows)).toEqual([['03-16', '03-16T09:00']])
  })

  test.each([
    ['no rule at all', ['FREQ=SOMETIMES']],
    ['far too many occurrences', ['FREQ=SECONDLY']],
    ['a search without end', ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30']],
  ])('out of a peer’s hands with %s has no rows, and harms nobody', (_, rules) => {
    const overrides = { '2026-06-01T10:00:00': moved('2026-03-03T09:00:00Z') }
    expect(rowsOf(recurring({ series: { ...EVERY_MONDAY, rules }, overrides })).length).toBeLessThan(2)
  })

  test('cancelled as a whole keeps its rows, and none of them blocks', () => {
    const rows = rowsOf(recurring({ status: 'cancelled' }))
    expect(rows.map(({ status, blocks }) => `${status} ${blocks}`)).toEqual(
      Array.from({ length: 5 }).fill('cancelled false'),
    )
  })
})
