import type { GroupReading } from '../../core/ical/group-reader.ts'
import { readReport } from '../../core/ical/read-calendar-file.ts'
import type { ReadReport } from '../../core/ical/read-report.ts'
import type { Instant } from '../../core/model/instant.ts'
import type { ZoneName } from '../../core/model/wall.ts'
import type { IndexedReading, ReadJob } from './read-job.ts'
import { watchedWorker, type WorkerEnd } from './watched-worker.ts'

export type ReadInWorker = {
  /** The reader's own: of two zones that read alike it is meant. */
  readonly zone: ZoneName
  readonly now: Instant
  readonly signal: AbortSignal
  /** Milliseconds for the whole file. What is not read by then is set aside. */
  readonly deadlineMs: number
}

/**
 * Reads a calendar file in a worker thread, with ical.js and node-ical asked about every event. An event on which a parser
 * hangs is read without them and flagged; one that hangs all the same, or comes too late, is set aside (`deadline`).
 * Throws what `signal` was aborted with.
 */
export async function readCalendarFileInWorker(text: string, input: ReadInWorker): Promise<ReadReport> {
  const readings = new Map<number, GroupReading>()
  const run = runner(text, input, readings)

  const stuck: number[] = []
  let end = await run('compared', { from: 0, except: [] })
  while (end.kind === 'stuck') {
    stuck.push(end.at)
    end = await run('compared', { from: firstMissing(readings, stuck), except: stuck })
  }
  for (const index of stuck) if (end.kind === 'done') await run('alone', { only: [index] })
  if (end.kind !== 'done' || stuck.some((index) => !readings.has(index))) {
    end = await run('set-aside', { from: 0, except: [...readings.keys()] })
  }
  if (end.kind !== 'done') throw new Error('a calendar file could not even be taken apart in time')
  const inOrder = [...readings].toSorted(([a], [b]) => a - b).map(([, reading]) => reading)
  return readReport(end.file, inOrder)
}

type Run = (mode: ReadJob['mode'], groups: ReadJob['groups']) => Promise<WorkerEnd>
type Readings = Map<number, GroupReading>

/** The last attempt gets this much beyond the deadline: it only writes down what was left. */
const GRACE = 30_000
const PATIENCE = { least: 250, most: 3_000 }

function runner(text: string, input: ReadInWorker, readings: Readings): Run {
  const { zone, now, signal, deadlineMs } = input
  const patience = Math.min(PATIENCE.most, Math.max(PATIENCE.least, deadlineMs / 20))
  const began = performance.now()
  const onReadings = (part: readonly IndexedReading[]) => {
    for (const { index, reading } of part) readings.set(index, reading)
  }
  return (mode, groups) => {
    const left = mode === 'set-aside' ? GRACE : deadlineMs - (performance.now() - began)
    const watch = { patience, budget: Math.max(0, left), signal, onReadings }
    return watchedWorker({ text, zone, now, mode, groups }, watch)
  }
}

function firstMissing(readings: Readings, stuck: readonly number[]): number {
  let index = 0
  while (readings.has(index) || stuck.includes(index)) index++
  return index
}
