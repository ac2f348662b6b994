import { parentPort, workerData } from 'node:worker_threads'
import { calendarGroups, type EventGroup } from '../../core/ical/calendar-groups.ts'
import { deadlineReading } from '../../core/ical/deadline-reading.ts'
import { groupReader, type GroupReading } from '../../core/ical/group-reader.ts'
import { icalJsOpinion } from '../../core/ical/ical-js-opinion.ts'
import type { Opinion } from '../../core/ical/opinion.ts'
import { nodeIcalOpinion } from './node-ical-opinion.ts'
import type { IndexedReading, ReadJob, ReadMessage } from './read-job.ts'

/** Enough that messages cost nothing, few enough that little is read anew after a hang. */
const IN_ONE_PART = 50

// Whoever compares the times should know that these were not.
const LOST_OPINION: Opinion = { name: 'a parser', read: () => ({ failed: 'it came to no end' }) }

// What node-ical has to say to a console helps nobody.
console.warn = () => {}
const job: ReadJob = workerData
work(job)

function work(job: ReadJob): void {
  const file = calendarGroups(job.text)
  const progress = new Int32Array(job.progress)
  const read = readerOf(job)
  const { groups } = job
  const wanted = 'only' in groups ? groups.only : indexesOf(file.groups.length, groups)
  let part: IndexedReading[] = []
  for (const index of wanted) {
    const group = file.groups[index]
    if (!group) continue
    Atomics.store(progress, 0, index)
    part.push({ index, reading: read(group) })
    if (part.length < IN_ONE_PART) continue
    post({ kind: 'part', readings: part })
    part = []
  }
  post({ kind: 'part', readings: part })
  post({ kind: 'end', file: { readable: file.readable, stray: file.stray } })
}

function readerOf({ mode, zone, now }: ReadJob): (group: EventGroup) => GroupReading {
  switch (mode) {
    case 'compared':
      return groupReader({ zone, now, opinions: [icalJsOpinion, nodeIcalOpinion] })
    case 'alone':
      return groupReader({ zone, now, opinions: [LOST_OPINION] })
    case 'set-aside':
      return deadlineReading
  }
}

function indexesOf(length: number, { from, except }: { from: number; except: readonly number[] }): number[] {
  const left = new Set(except)
  return Array.from({ length }, (_, index) => index).filter((index) => index >= from && !left.has(index))
}

function post(message: ReadMessage): void {
  parentPort?.postMessage(message)
}
