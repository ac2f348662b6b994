import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { homePart } from '../../src/core/document/calendar-part.ts'
import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import * as ids from '../../src/core/model/ids.ts'
import { HOUR, instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { occurrenceRows } from '../../src/core/projections/occurrence-rows.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import { applyRowChanges } from '../../src/storage/apply-row-changes.ts'
import { type BusyQuery, createBusyBook } from '../../src/storage/busy-book.ts'
import type { StampedDocument } from '../../src/storage/busy-book-stamps.ts'
import type { ReadHandle } from '../../src/storage/handle.ts'
import type { Store } from '../../src/storage/store.ts'
import { appointment, appointmentRow, calendarRow, id, occurrenceRow, workspace, zone } from '../support/rows.ts'
import { onThreeStores } from '../support/three-stores.ts'

const ANNA = id(ids.MemberId, 1)
const BEN = id(ids.MemberId, 2)
const HOME = { zone, travel: [], tentativeBlocks: true }
const NOVEMBER = span('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')

/** The book with stamps that a test moves, and a count of what it read. */
function bookOn(store: Store, most?: number) {
  const stamps = new Map<DocumentName, number>()
  const asked: string[] = []
  const stampsOf = async (_: ReadHandle, { calendars }: { calendars: readonly ids.CalendarId[] }) =>
    [...stamps].flatMap(([document, stamp]): StampedDocument[] => {
      const calendar = calendars.find((one) => document.includes(`/${one}/`))
      return calendar === undefined ? [] : [{ calendar, document, stamp: String(stamp) }]
    })
  const book = createBusyBook<ReadHandle>({ stampsOf, ...(most !== undefined && { most }) })
  const counting = (db: ReadHandle): ReadHandle => ({
    ...db,
    select: new Proxy(db.select, {
      apply: (select, self, args) => {
        asked.push('select')
        return Reflect.apply(select, self, args)
      },
    }),
  })
  return {
    book,
    stamps,
    /** Statements since the last time it was asked. */
    statements: () => asked.splice(0).length,
    ask: async (query: Partial<BusyQuery> = {}) => {
      const hosts = [{ member: ANNA, schedule: HOME }]
      const times = await book.hostTimes(counting(store.read), { workspace, hosts, busy: NOVEMBER, ...query })
      return times.get(ANNA)
    },
    put: async (n: number, edit: Record<string, unknown>, { silently = false } = {}) => {
      const data = appointment(n, edit)
      const document = documentName({ kind: 'entries', workspace, calendar: data.calendar, part: homePart(data) })
      const { id: own, calendar, uid, status, bookingId, deletedAt } = data
      const row = {
        workspace,
        document,
        id: own,
        calendar,
        uid,
        status,
        bookingId,
        deleted: deletedAt !== undefined,
        data,
      }
      const horizon = { from: Date.UTC(2026, 0), until: Date.UTC(2027, 0) }
      await change(store, { table: 'appointment', put: row, occurrences: occurrenceRows(row, horizon) })
      if (!silently) stamps.set(document, (stamps.get(document) ?? 0) + 1)
      return document
    },
  }
}

function change(store: Store, ...changes: RowChange[]): Promise<void> {
  return store.tx((tx) => applyRowChanges(tx, changes))
}

onThreeStores((open) => {
  async function furnished(most?: number) {
    const store = await open()
    await change(
      store,
      { table: 'calendar', put: calendarRow(1, { owner: ANNA }) },
      { table: 'calendar', put: calendarRow(2, { owner: ANNA, countsAsBusy: false }) },
      { table: 'calendar', put: calendarRow(3, { owner: BEN }) },
    )
    return { store, ...bookOn(store, most) }
  }

  test('S6 busy, pending and by its setting tentative take time; free, cancelled, no-show and removed ones do not', async () => {
    const { put, ask } = await furnished()
    const at = (hour: number) => ({ time: timed(`2026-11-02T${hour}:00:00Z`, 60) })
    await put(1, at(10))
    await put(2, { ...at(12), status: 'pending' })
    await put(3, { ...at(14), availability: 'tentative' })
    await put(4, { ...at(16), availability: 'free' })
    await put(5, { ...at(17), status: 'cancelled' })
    await put(6, { ...at(18), status: 'no-show' })
    await put(7, { ...at(19), deletedAt: 1 })
    await put(8, { ...at(20), calendar: id(ids.CalendarId, 2) })
    await put(9, { ...at(21), calendar: id(ids.CalendarId, 3) })
    const hours = (...starts: number[]) =>
      starts.flatMap((hour) => [Date.UTC(2026, 10, 2, hour), Date.UTC(2026, 10, 2, hour + 1)])
    expect((await ask())?.busy).toEqual(hours(10, 12, 14))
    const firm = [{ member: ANNA, schedule: { ...HOME, tentativeBlocks: false } }]
    expect((await ask({ hosts: firm }))?.busy).toEqual(hours(10, 12))
  })

  test('S6 an all-day one is the host’s local day, a floating one a reading of the host’s clock; on a journey of its zone', async () => {
    const { put, ask } = await furnished()
    await put(1, { time: { kind: 'all-day', firstDay: '2026-11-03', lastDay: '2026-11-04' } })
    await put(2, { time: { kind: 'floating', start: '2026-11-10T09:00:00', end: '2026-11-10T10:00:00' } })
    expect((await ask())?.busy).toEqual([
      ...span('2026-11-02T23:00:00Z', '2026-11-04T23:00:00Z', 'pair'),
      ...span('2026-11-10T08:00:00Z', '2026-11-10T09:00:00Z', 'pair'),
    ])
    const travel = [
      { from: WallDate.parse('2026-11-04'), until: WallDate.parse('2026-11-12'), zone: ZoneName.parse('Asia/Tokyo') },
      {
        from: WallDate.parse('2026-11-10'),
        until: WallDate.parse('2026-11-10'),
        zone: ZoneName.parse('America/New_York'),
      },
    ]
    const away = [{ member: ANNA, schedule: { ...HOME, travel } }]
    expect((await ask({ hosts: away }))?.busy).toEqual([
      ...span('2026-11-02T23:00:00Z', '2026-11-04T15:00:00Z', 'pair'),
      ...span('2026-11-10T14:00:00Z', '2026-11-10T15:00:00Z', 'pair'),
    ])
  })

  test('S7 bookings stand apart, with their buffers, and are found by the minutes around them', async () => {
    const { put, ask } = await furnished()
    const bookingId = id(ids.BookingId, 1)
    const eventType = id(ids.EventTypeId, 1)
    const buffers = { before: 10, after: 20, between: 90 }
    await put(1, { time: timed('2026-11-02T10:00:00Z', 30), bookingId, eventType, buffers })
    const start = instant(Date.UTC(2026, 10, 2, 10))
    const booking = { id: bookingId, eventType, buffers, start, end: instant(start + 30 * MINUTE) }
    expect(await ask()).toEqual({ busy: [], bookings: [booking], events: [] })
    const beside = (from: number) => ({
      start: instant(start + from * MINUTE),
      end: instant(start + from * MINUTE + 1),
    })
    expect((await ask({ busy: beside(-91) }))?.bookings).toEqual([])
    expect((await ask({ busy: beside(-90) }))?.bookings).toEqual([booking])
    expect((await ask({ busy: beside(119) }))?.bookings).toEqual([booking])
    expect((await ask({ busy: beside(120) }))?.bookings).toEqual([])
    expect((await ask({ busy: beside(300), booked: beside(0) }))?.bookings).toEqual([booking])
  })

  test('shared busy times take time, and events are named where they are wanted', async () => {
    const { store, stamps, put, ask } = await furnished()
    const document = documentName({ kind: 'busy', workspace, calendar: id(ids.CalendarId, 1), part: '2026-q4' })
    const [from, until] = span('2026-11-02T10:00:00Z', '2026-11-02T11:00:00Z', 'pair')
    const shadow = occurrenceRow({ ...appointmentRow(9), document }, { starts: from, ends: until }, { document })
    await change(store, { table: 'busy', put: shadow })
    stamps.set(document, 1)
    await put(1, { time: timed('2026-11-02T10:30:00Z', 60) })
    const own = { start: from + 30 * MINUTE, end: from + 90 * MINUTE, appointment: id(ids.AppointmentId, 1) }
    const answer = await ask({ named: true })
    expect(answer?.busy).toEqual([from, from + 90 * MINUTE])
    expect(answer?.events).toHaveLength(2)
    expect(answer?.events).toEqual(expect.arrayContaining([{ start: from, end: until }, own]))
  })

  test('T2 a series takes its time beyond all rows, until it changes; what is moved or left out of it counts', async () => {
    const { put, ask } = await furnished()
    const series = weekly('2026-11-02T10:00:00')
    const overrides = {
      '2033-11-14T10:00:00': { cancelled: true },
      '2033-11-21T10:00:00': { time: timed('2033-11-22T18:00:00Z', 30) },
    }
    await put(1, { time: undefined, series, overrides })
    const busy = span('2033-11-06T00:00:00Z', '2033-11-30T00:00:00Z')
    const at = (day: number) => [Date.UTC(2033, 10, day, 9), Date.UTC(2033, 10, day, 10)]
    const moved = span('2033-11-22T18:00:00Z', '2033-11-22T18:30:00Z', 'pair')
    expect((await ask({ busy }))?.busy).toEqual([...at(7), ...moved, ...at(28)])
    await put(1, { time: undefined, series: { ...series, rules: ['FREQ=WEEKLY;UNTIL=20331110T000000'] } })
    expect((await ask({ busy }))?.busy).toEqual(at(7))
    await put(1, { time: undefined, series, availability: 'free' })
    expect((await ask({ busy }))?.busy).toEqual([])
  })

  test('what is kept is read again exactly where a stamp has moved', async () => {
    const { put, ask, statements } = await furnished()
    await put(1, { time: timed('2026-11-02T10:00:00Z', 60) })
    await put(2, { time: timed('2026-08-03T10:00:00Z', 60) })
    await put(3, { time: undefined, series: weekly('2026-11-02T15:00:00') })
    const first = await ask()
    expect(statements()).toBe(3)
    expect(await ask()).toEqual(first)
    // The calendars alone.
    expect(statements()).toBe(1)
    await put(1, { time: timed('2026-11-02T12:00:00Z', 60) })
    const second = await ask()
    expect(statements()).toBe(2)
    expect(second?.busy.slice(0, 2)).toEqual(span('2026-11-02T12:00:00Z', '2026-11-02T13:00:00Z', 'pair'))
    // (Mutant) where rows change and the stamp does not, the book knows nothing of it.
    await put(1, { time: timed('2026-11-02T20:00:00Z', 60) }, { silently: true })
    expect(await ask()).toEqual(second)
  })

  test('what a transaction shows is not kept', async () => {
    const { store, book, stamps, put, ask } = await furnished()
    const document = await put(1, { time: timed('2026-11-02T10:00:00Z', 60) })
    const before = await ask()
    const hosts = [{ member: ANNA, schedule: HOME }]
    const rolledBack = store.tx(async (tx) => {
      await tx.delete(tx.tables.occurrence)
      stamps.set(document, 2)
      const seen = await book.hostTimes(tx, { workspace, hosts, busy: NOVEMBER, inTransaction: true })
      expect(seen.get(ANNA)?.busy).toEqual([])
      throw new Error('no')
    })
    await expect(rolledBack).rejects.toThrow('no')
    // Somebody else's commit gets the very same stamp.
    expect(await ask()).toEqual(before)
  })

  test('what it is told of is as if it had read it, and costs no reading', async () => {
    const { store, book, stamps, put, ask, statements } = await furnished()
    const random = fc.sample(changesOfOne, { numRuns: 40, seed: 20_261_120 })
    for (const { n, edit } of random) await put(n, edit)
    await ask()
    for (const { n, edit } of random.toReversed()) {
      const before = new Map(stamps)
      const document = await put(n, edit)
      const [row] = await store.read
        .select()
        .from(store.read.tables.appointment)
        .where(eq(store.read.tables.appointment.id, id(ids.AppointmentId, n)))
      if (!row) throw new Error('no row')
      const occurrences = occurrenceRows({ ...row, bookingId: row.bookingId ?? undefined }, { from: 0, until: 1 })
      const changes = [
        { table: 'appointment', put: { ...row, bookingId: row.bookingId ?? undefined }, occurrences } as const,
      ]
      const [from, to] = [before, stamps].map((all) => String(all.get(document)))
      book.changed({ document, from: from ?? '', to: to ?? '', changes })
      statements()
      const told = await ask()
      expect(statements()).toBe(1)
      const fresh = createBusyBook<ReadHandle>({ stampsOf: async () => stampedAll(stamps) })
      const query = { workspace, hosts: [{ member: ANNA, schedule: HOME }], busy: NOVEMBER }
      const read = (await fresh.hostTimes(store.read, query)).get(ANNA)
      expect(told?.busy).toEqual(read?.busy)
      expect(told?.bookings.toSorted(byStart)).toEqual(read?.bookings.toSorted(byStart))
    }
  })

  test('what was asked for longest ago is let go of', async () => {
    const { put, ask, statements } = await furnished(6)
    await put(1, { time: timed('2026-11-02T10:00:00Z', 60) })
    await put(2, { time: timed('2026-11-02T12:00:00Z', 60) })
    await put(3, { time: timed('2026-11-02T14:00:00Z', 60), calendar: id(ids.CalendarId, 3) })
    const ben = { hosts: [{ member: BEN, schedule: HOME }] }
    for (const query of [{}, ben, ben]) await ask(query)
    statements()
    await ask(ben)
    expect(statements()).toBe(1)
    await ask()
    expect(statements()).toBe(2)
  })
})

function stampedAll(stamps: ReadonlyMap<DocumentName, number>): StampedDocument[] {
  return [...stamps].map(([document, stamp]) => ({ calendar: id(ids.CalendarId, 1), document, stamp: String(stamp) }))
}

function byStart(a: Interval, b: Interval): number {
  return a.start - b.start || a.end - b.end
}

/** Singles of calendar 1 in one quarter: each change is of one of six. */
const changesOfOne = fc
  .record({
    n: fc.integer({ min: 1, max: 6 }),
    day: fc.integer({ min: 1, max: 28 }),
    kind: fc.constantFrom('timed', 'timed', 'all-day', 'floating', 'booking'),
    rest: fc.constantFrom({}, {}, { availability: 'tentative' }, { availability: 'free' }, { deletedAt: 1 }),
  })
  .map(({ n, day, kind, rest }) => {
    const date = `2026-11-${String(day).padStart(2, '0')}`
    const times = {
      timed: { time: timed(`${date}T10:00:00Z`, 60) },
      'all-day': { time: { kind, firstDay: date, lastDay: date } },
      floating: { time: { kind, start: `${date}T09:00:00`, end: `${date}T11:00:00` } },
      booking: {
        time: timed(`${date}T12:00:00Z`, 30),
        bookingId: id(ids.BookingId, n),
        buffers: { before: 0, after: 5 },
      },
    }
    return { n, edit: { ...times[kind], ...rest } }
  })

function timed(start: string, minutes: number) {
  const startsAt = Date.parse(start)
  return { kind: 'timed', startsAt, endsAt: startsAt + minutes * MINUTE, zone }
}

function weekly(start: string) {
  return { start, allDay: false, zone, length: HOUR, rules: ['FREQ=WEEKLY'], rdates: [], exdates: [] }
}

function span(start: string, end: string): Interval
function span(start: string, end: string, as: 'pair'): [number, number]
function span(start: string, end: string, as?: 'pair'): Interval | [number, number] {
  const [from, until] = [instant(Date.parse(start)), instant(Date.parse(end))]
  return as === 'pair' ? [from, until] : { start: from, end: until }
}
