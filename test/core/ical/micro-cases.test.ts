import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readCalendarFile } from '../../../src/core/ical/read-calendar-file.ts'
import type { ImportedAppointment } from '../../../src/core/ical/read-report.ts'
import { appointmentStarts, startKey } from '../../../src/core/ical/start-keys.ts'
import { writeCalendarFile } from '../../../src/core/ical/write-calendar-file.ts'
import { deps, saved } from './calendar-text.ts'

const folder = new URL('../../fixtures/ics/micro/', import.meta.url)
const Cases = z.record(z.string(), z.tuple([z.string(), z.array(z.string()), z.tuple([z.string(), z.string()])]))
const cases = Object.entries(Cases.parse(JSON.parse(readFileSync(new URL('tests.json', folder), 'utf8'))))

describe('the micro files', () => {
  test.each(cases)('%s', (_title, [name, expected, [from, until]]) => {
    const { appointments, setAside } = readCalendarFile(readFileSync(new URL(name, folder), 'utf8'), deps)
    expect(setAside).toEqual([])
    expect(standing(appointments, { from: Date.parse(from), until: Date.parse(until) })).toEqual(expected)
  })

  test.each(cases)('%s: written and read again, the same', (_title, [name]) => {
    const { appointments } = readCalendarFile(readFileSync(new URL(name, folder), 'utf8'), deps)
    const text = writeCalendarFile(appointments.map(saved), { prodId: '-//Dayloom//EN' })
    const again = readCalendarFile(text, deps)
    expect(again.setAside).toEqual([])
    expect(again.appointments).toEqual(appointments)
  })
})

// Also what began before the window and lasts into it.
function standing(appointments: readonly ImportedAppointment[], window: { from: number; until: number }): string[] {
  const starts = appointments.flatMap((one) => {
    const length = one.series?.length ?? 0
    return appointmentStarts(one, { from: window.from - length, until: window.until })
  })
  return starts.map(startKey).toSorted()
}
