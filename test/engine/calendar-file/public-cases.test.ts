import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readCalendarFile } from '../../../src/core/ical/read-calendar-file.ts'
import type { ReadReport } from '../../../src/core/ical/read-report.ts'
import { appointmentStarts, startKey } from '../../../src/core/ical/start-keys.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { nodeIcalOpinion } from '../../../src/engine/calendar-file/node-ical-opinion.ts'
import { twoReadings, type Window } from './two-parsers.ts'

// Files of others' test suites, never copied: read where they lie, if they do.
const folder = new URL('../../../../shared/cases/ics/', import.meta.url)
const there = existsSync(folder)
const files = there
  ? ['ical4j-valid', 'node-ical', 'icaljs-samples', 'micro'].flatMap((name) =>
      readdirSync(new URL(`${name}/`, folder))
        .filter((file) => file.endsWith('.ics'))
        .map((file) => `${name}/${file}`),
    )
  : []
const WINDOWS = ['1990', '2012', '2021'].map((year, i, all): Window => {
  const next = all[i + 1] ?? '2029'
  return { from: Date.parse(`${year}-01-01T00:00:00Z`), until: Date.parse(`${next}-01-01T00:00:00Z`) }
})
const deps = {
  zone: ZoneName.parse('Europe/Berlin'),
  now: instant(Date.parse('2026-11-20T00:00:00Z')),
  opinions: [nodeIcalOpinion],
}

const INVALID = new Set(['end-before-start', 'invalid-date'])

beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterAll(() => {
  vi.restoreAllMocks()
})

describe('public calendar files', () => {
  test.skipIf(!there)('all of them are here [shared cases]', () => {
    expect(files.length).toBeGreaterThan(150)
  })

  test.each(files)('%s: stands where both parsers say, and what they differ on is told of', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const report = readCalendarFile(text, deps)
    expect(report.total).toBe(report.appointments.length + report.setAside.length)
    expect(new Set(report.appointments.map((one) => one.uid)).size).toBe(report.appointments.length)
    const told = new Set([...report.setAside, ...report.flagged].map((one) => one.uid))
    const wrong = WINDOWS.flatMap((window) =>
      twoReadings(text, window).flatMap(({ uid, icalJs, nodeIcal }): unknown[] => {
        const agreed = icalJs && nodeIcal && icalJs.join() === nodeIcal.join()
        if (!agreed) return told.has(uid) ? [] : [{ uid, icalJs, nodeIcal }]
        // Both parsers make something of an end before its start and of a date that does not exist: we set it aside.
        if (report.setAside.some((one) => one.uid === uid && INVALID.has(one.reason))) return []
        const ours = standing(report, uid, window)
        return ours.join() === icalJs.join() ? [] : [{ uid, ours, icalJs }]
      }),
    )
    expect(wrong).toEqual([])
  })
})

// An event that changes from one occurrence on, or whose UID another one has, comes in as several.
function standing(report: ReadReport, uid: string, window: Window): string[] {
  const own = report.appointments.filter(
    (one) => one.uid === uid || one.uid.startsWith(`${uid}_R`) || one.uid.startsWith(`${uid}-`),
  )
  return [...new Set(own.flatMap((one) => appointmentStarts(one, window)).map(startKey))].toSorted()
}
