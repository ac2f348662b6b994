import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Occurrence } from '../../src/core/contract/desk.ts'
import type { CalendarId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { openTestDesk, type TestDesk } from '../support/test-desk.ts'

const folder = join(import.meta.dirname, '../fixtures/ics/micro')
const cases = z
  .record(z.string(), z.tuple([z.string(), z.array(z.string()), z.tuple([z.string(), z.string()])]))
  .parse(JSON.parse(readFileSync(join(folder, 'tests.json'), 'utf8')))
const utc = ZoneName.parse('UTC')

describe('the small calendar files, imported on a desk', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await openTestDesk()
  })
  afterAll(async () => desk?.[Symbol.asyncDispose]())

  test.each(Object.entries(cases))('X4 %s', async (title, [file, expected, [from, until]]) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const calendar = await imported(text, file, title)
    const span = { start: instant(Date.parse(from)), end: instant(Date.parse(until)) }
    const found = await desk.call.appointments.within({ span, zone: utc, calendars: [calendar] })
    expect(found.map(startOf).toSorted()).toEqual(expected.toSorted())
  })

  async function imported(text: string, fileName: string, name: string): Promise<CalendarId> {
    for await (const progress of await desk.call.files.import({ calendar: { name }, text, fileName })) {
      if (progress.kind !== 'done') continue
      expect(progress.report.setAside).toEqual([])
      return progress.report.calendar
    }
    throw new Error('the import ended without a report')
  }
})

/** As the cases write it: a date, a wall time, or an instant in UTC. */
function startOf({ time }: Occurrence): string {
  const compact = (iso: string) => iso.replaceAll(/[-:]/g, '')
  switch (time.kind) {
    case 'all-day':
      return compact(time.firstDay)
    case 'floating':
      return compact(time.start)
    case 'timed':
      return compact(new Date(time.startsAt).toISOString()).replace('.000', '')
  }
}
