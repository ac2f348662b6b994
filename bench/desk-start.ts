import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { importAppointments } from '../src/core/commands/import-appointments.ts'
import { AppointmentId, type CalendarId } from '../src/core/model/ids.ts'
import { DAY, HOUR, instant } from '../src/core/model/instant.ts'
import { ZoneName } from '../src/core/model/wall.ts'
import { createEngine, type EngineOptions } from '../src/engine/create-engine.ts'
import type { Desk } from '../src/engine/desk/desk.ts'
import { execute } from '../src/engine/desk/execute.ts'
import { openDesk } from '../src/engine/desk/open-desk.ts'
import { newId } from '../src/engine/new-id.ts'
import { openSqlite } from '../src/storage/open-sqlite.ts'
import { calendarsOf } from '../src/storage/queries/calendars-of.ts'

// A practice's three years: fourteen appointments every day around now, all in one calendar, and nothing on the network.
const NOW = instant(Date.UTC(2026, 10, 20, 8))
const BERLIN = ZoneName.parse('Europe/Berlin')
const EACH_DAY = 14
const CHUNK = 500

/** From `createEngine` to the answer to the first week, in processes of their own; and what such a process takes. */
export async function run(options: { short: boolean }): Promise<unknown> {
  const appointments = options.short ? 2_000 : 10_000
  const folder = mkdtempSync(join(tmpdir(), 'dayloom-bench-'))
  try {
    await fill(folder, appointments)
    const starts: Start[] = []
    for (let n = 0; n < (options.short ? 3 : 11); n += 1) starts.push(await startInChild(folder))
    const of = (key: keyof Start) => median(starts.map((start) => start[key]))
    const week = starts[0]?.inWeek
    return {
      appointments,
      inWeek: week,
      createEngineMs: of('createEngineMs'),
      firstWeekMs: of('firstWeekMs'),
      rssMb: of('rssMb'),
      heapMb: of('heapMb'),
      loadedRssMb: of('loadedRssMb'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Start = {
  createEngineMs: number
  firstWeekMs: number
  inWeek: number
  rssMb: number
  heapMb: number
  /** Before the start: Node, our modules, and the reader of TypeScript, which a built app does not have. */
  loadedRssMb: number
}

/** One start in this process. */
export async function start(folder: string): Promise<Start> {
  const loadedRssMb = megabytes(process.memoryUsage().rss)
  const began = performance.now()
  await using engine = await createEngine(optionsFor(folder))
  const created = performance.now()
  const span = { start: instant(NOW - 4 * DAY), end: instant(NOW + 3 * DAY) }
  const week = await engine.call.appointments.within({ span, zone: BERLIN })
  const answered = performance.now()
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return {
    createEngineMs: created - began,
    firstWeekMs: answered - created,
    inWeek: week.length,
    rssMb: megabytes(rss),
    heapMb: megabytes(heapUsed),
    loadedRssMb,
  }
}

function optionsFor(dataDir: string): EngineOptions {
  const secrets = { get: () => undefined, set: () => undefined, delete: () => undefined }
  const connect = {
    fetch: () => Promise.reject(new TypeError('no network')),
    openSocket: () => {
      throw new TypeError('no network')
    },
  }
  const beginning = { zone: BERLIN, locale: 'en', name: 'Ada' }
  return { dataDir, connect, now: () => NOW, newId, secrets, deviceName: 'bench', beginning }
}

async function startInChild(folder: string): Promise<Start> {
  const script = `import { start } from './bench/desk-start.ts'
process.stdout.write(JSON.stringify(await start(${JSON.stringify(folder)})))`
  const args = ['--expose-gc', '--input-type=module-typescript', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: resolve(import.meta.dirname, '..') })
  return JSON.parse(stdout)
}

async function fill(folder: string, count: number): Promise<void> {
  await (await createEngine(optionsFor(folder))).close()
  await using store = await openSqlite({ file: join(folder, 'desk.sqlite') })
  const nothing = () => undefined
  const beginning = { zone: BERLIN, locale: 'en', name: 'Ada' }
  const tzVersion = process.versions.tz ?? ''
  const deps = { store, now: () => NOW, newId, beginning, tzVersion, leaveNoTrace: nothing, onQueued: nothing }
  const { desk } = await openDesk(deps)
  const [calendar] = await calendarsOf(store.read, desk.identity().workspace)
  if (calendar === undefined) throw new Error('no calendar')
  for (let from = 0; from < count; from += CHUNK) await write(desk, calendar.id, from, Math.min(count, from + CHUNK))
}

async function write(desk: Desk, calendar: CalendarId, from: number, until: number): Promise<void> {
  const items = Array.from({ length: until - from }, (_, index) => ({ appointment: madeUp(calendar, from + index) }))
  const written = await execute(desk, importAppointments, { calendar, items })
  if (!written.ok) throw new Error(written.reason)
}

function madeUp(calendar: CalendarId, index: number) {
  const day = Math.floor(index / EACH_DAY) - 357
  const startsAt = instant(Math.floor(NOW / DAY) * DAY + day * DAY + 7 * HOUR + (index % EACH_DAY) * 45 * 60_000)
  const time = { kind: 'timed' as const, startsAt, endsAt: instant(startsAt + 40 * 60_000), zone: BERLIN }
  return {
    id: AppointmentId.parse(newId()),
    calendar,
    uid: `bench-${index}`,
    sequence: 0,
    title: `Consultation ${index}`,
    description: 'First visit; brings the findings of the family doctor.',
    location: 'Room 2',
    notes: '',
    time,
    overrides: {},
    status: 'confirmed' as const,
    availability: 'busy' as const,
    private: false,
    attendees: [],
    hosts: [],
    answers: {},
    source: 'import' as const,
    earlierTimes: [],
    unknownProperties: [],
    createdAt: NOW,
    createdBy: 'bench',
    changedAt: NOW,
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1))
}
