import type { Occurrence } from '../../src/core/contract/desk.ts'
import type { CalendarId } from '../../src/core/model/ids.ts'
import { Instant, instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import type { Connect } from '../../src/engine/connect.ts'
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/create-engine.ts'
import { newId } from '../../src/engine/new-id.ts'
import type { Secrets } from '../../src/engine/secrets.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const BERLIN = ZoneName.parse('Europe/Berlin')
/** Friday, 2026-11-20, 09:00 in Berlin. */
export const NOW = at('2026-11-20T09:00:00+01:00')

export function at(iso: string): Instant {
  return Instant.parse(Date.parse(iso))
}

/** No server is reachable through it. */
export const NO_NETWORK: Connect = {
  fetch: async () => {
    throw new TypeError('fetch failed')
  },
  openSocket: () => {
    throw new TypeError('no network')
  },
}

export function memorySecrets(): Secrets {
  const kept = new Map<string, string>()
  return { get: (key) => kept.get(key), set: (key, value) => kept.set(key, value), delete: (key) => kept.delete(key) }
}

/** A desk of its own in a temporary folder; it can be closed and opened again on the same data. */
export type TestDesk = AsyncDisposable & {
  readonly folder: string
  /** The engine of now. */
  readonly engine: () => Engine
  readonly call: Engine['call']
  close(): Promise<void>
  reopen(changed?: Partial<EngineOptions>): Promise<void>
  /** A second engine on the same folder, which must not come to be. */
  reopenBeside(): Promise<Engine>
}

export async function openTestDesk(options: Partial<EngineOptions> = {}): Promise<TestDesk> {
  const folder = temporaryFolder()
  const all: EngineOptions = {
    dataDir: folder.path,
    connect: NO_NETWORK,
    now: () => NOW,
    newId,
    secrets: memorySecrets(),
    deviceName: 'test',
    beginning: { zone: 'Europe/Berlin', locale: 'en', name: 'Ada' },
    ...options,
  }
  let engine = await createEngine(all)
  return {
    folder: folder.path,
    engine: () => engine,
    get call() {
      return engine.call
    },
    close: () => engine.close(),
    reopen: async (changed) => {
      await engine.close()
      engine = await createEngine({ ...all, ...changed })
    },
    reopenBeside: () => createEngine(all),
    [Symbol.asyncDispose]: async () => {
      await engine.close()
      folder[Symbol.dispose]()
    },
  }
}

/** Everything in the weeks around NOW. */
export function agenda(call: Engine['call']): Promise<Occurrence[]> {
  const span = { start: instant(NOW - 30 * 86_400_000), end: instant(NOW + 60 * 86_400_000) }
  return call.appointments.within({ span, zone: BERLIN })
}

export async function titles(call: Engine['call']): Promise<string[]> {
  return (await agenda(call)).map(({ title }) => title)
}

/** An hour from `iso` on. */
export function hour(calendar: CalendarId, title: string, iso: string) {
  const startsAt = at(iso)
  const endsAt = instant(startsAt + 3_600_000)
  return { calendar, title, time: { kind: 'timed' as const, startsAt, endsAt, zone: BERLIN } }
}

/** The calendar that an engine begins with. */
export async function firstCalendar(call: Engine['call']): Promise<CalendarId> {
  const [first] = await call.calendars.list()
  if (first === undefined) throw new Error('no calendar')
  return first.calendar.id
}
