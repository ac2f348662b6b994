import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentName } from '../src/core/document/document-name.ts'
import * as ids from '../src/core/model/ids.ts'
import { DAY, HOUR, instant } from '../src/core/model/instant.ts'
import { ZoneName } from '../src/core/model/wall.ts'
import type { OccurrenceRow, RowChange } from '../src/core/projections/rows.ts'
import { applyRowChanges } from '../src/storage/apply-row-changes.ts'
import { openSqlite } from '../src/storage/open-sqlite.ts'
import { occurrencesWithin } from '../src/storage/queries/occurrences-within.ts'
import type { DeskStore } from '../src/storage/store.ts'

// A practice of ten calendars over four years: 100,000 appointments are about 480 a week, one in fifty all-day, one in
// five hundred longer than a week.
const CALENDARS = 10
const YEARS = 4
const FIRST = Date.UTC(2025, 0, 6)
const SPAN = YEARS * 365 * DAY

export async function run(options: { short: boolean }): Promise<unknown> {
  const appointments = options.short ? 10_000 : 100_000
  const folder = mkdtempSync(join(tmpdir(), 'dayloom-bench-'))
  try {
    await using store = await openSqlite({ file: join(folder, 'desk.sqlite') })
    await fill(store, appointments)
    return { appointments, calendars: CALENDARS, years: YEARS, ...(await measure(store, options.short ? 200 : 2_000)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(store: DeskStore, weeks: number): Promise<object> {
  const random = seeded(1)
  const whole: number[] = []
  const two: number[] = []
  let rows = 0
  for (let n = -100; n < weeks; n += 1) {
    const start = FIRST + Math.floor(random() * (SPAN / DAY / 7 - 1)) * 7 * DAY
    const query = { workspace, span: span(start), wallSpan: { from: start, until: start + 7 * DAY } }
    const all = await timed(() => occurrencesWithin(store.read, query))
    const some = await timed(() => occurrencesWithin(store.read, { ...query, calendars: [calendar(1), calendar(2)] }))
    // The first hundred only warm up.
    if (n < 0) continue
    whole.push(all.ms)
    two.push(some.ms)
    rows += all.value.length
  }
  return { weeks, rowsPerWeek: Math.round(rows / weeks), allCalendarsMs: figures(whole), twoCalendarsMs: figures(two) }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const from = performance.now()
  const value = await work()
  return { value, ms: performance.now() - from }
}

function figures(times: number[]): { median: number; p95: number; max: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(3))
  return { median: at(0.5), p95: at(0.95), max: at(1) }
}

async function fill(store: DeskStore, appointments: number): Promise<void> {
  const random = seeded(2)
  for (let from = 0; from < appointments; from += 5_000) {
    const changes = Array.from({ length: 5_000 }, (_, n) => appointmentAt(from + n, random))
    await store.tx((tx) => applyRowChanges(tx, changes))
  }
}

function appointmentAt(n: number, random: () => number): RowChange {
  const home = calendar(n % CALENDARS)
  const document = documentName({ kind: 'entries', workspace, calendar: home, part: '2026-q4' })
  const starts = FIRST + Math.floor((random() * SPAN) / HOUR) * HOUR
  const data = appointment(n, home, starts)
  const put = { workspace, document, id: data.id, calendar: home, uid: data.uid, status: data.status, data } as const
  const shared = { workspace, appointment: data.id, original: '', document, calendar: home, title: data.title }
  const occurrence: OccurrenceRow = { ...shared, ...timesOf(n, starts), status: 'confirmed', blocks: true }
  return { table: 'appointment', put: { ...put, bookingId: undefined, deleted: false }, occurrences: [occurrence] }
}

function timesOf(n: number, starts: number): Pick<OccurrenceRow, 'basis' | 'starts' | 'ends' | 'allDay' | 'long'> {
  if (n % 500 === 0) return { basis: 'wall', starts, ends: starts + 14 * DAY, allDay: true, long: true }
  if (n % 50 === 0) return { basis: 'wall', starts, ends: starts + DAY, allDay: true, long: false }
  return { basis: 'instant', starts, ends: starts + HOUR, allDay: false, long: false }
}

const workspace = ids.WorkspaceId.parse(uuid(1))
const zone = ZoneName.parse('Europe/Berlin')

function appointment(n: number, home: ids.CalendarId, starts: number) {
  return {
    id: ids.AppointmentId.parse(uuid(n)),
    calendar: home,
    uid: `${uuid(n)}@bench.example`,
    sequence: 0,
    title: `Treatment of patient ${n}`,
    description: 'Brings the referral; parking is behind the house.',
    location: 'Room 4',
    notes: '',
    time: { kind: 'timed', startsAt: instant(starts), endsAt: instant(starts + HOUR), zone },
    overrides: {},
    status: 'confirmed',
    availability: 'busy',
    private: false,
    attendees: [],
    hosts: [],
    answers: {},
    source: 'desk',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: instant(starts),
    createdBy: 'bench',
    changedAt: instant(starts),
  } as const
}

function calendar(n: number): ids.CalendarId {
  return ids.CalendarId.parse(uuid(n))
}

function span(start: number): { start: ReturnType<typeof instant>; end: ReturnType<typeof instant> } {
  return { start: instant(start), end: instant(start + 7 * DAY) }
}

function uuid(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}

/** mulberry32: the same weeks in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
