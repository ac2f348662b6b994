import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import { DAY, type Instant, instant, MINUTE } from '../../../src/core/model/instant.ts'
import { isoWithOffset, wallDateOf } from '../../../src/core/time/wall-clock.ts'
import { freshPglite } from '../../support/pglite.ts'
import { book, createNode, MONDAY, type Node, putAppointment, setUp, slots, zone } from './booking-world.ts'
import { holdAt, idOf } from './held-world.ts'
import { appointmentsOf, clinicOf, clinics } from './random-clinic.ts'

const RUNS = process.env['DAYLOOM_LONG'] === '1' ? 200 : 8

test(
  'C3 S1 what a team lists can be held, and once it is held it is listed as before to its holder, and to others if others are free',
  { timeout: 3_600_000 },
  async () => {
    await using store = await freshPglite()
    await using node = await createNode(store)
    const seen = { run: 200, held: 0 }
    await fc.assert(
      fc.asyncProperty(clinics, async (made) => {
        seen.run += 1
        const { run } = seen
        // A week of its own for every run.
        const monday = instant(MONDAY + 7 * (run - 200) * DAY)
        node.clock.now = instant(monday - 3 * DAY)
        await setUp(node, clinicOf(made, { run, monday }))
        for (const [index, edit] of appointmentsOf(made, monday).entries()) {
          await putAppointment(node, run * 100 + index, edit)
        }
        const asked = { slug: `anna-${run}`, monday, duration: made.type.durations[0] ?? 30 }
        const listed = await listedOf(node, asked)
        for (const start of everyQuarter(monday)
          .filter((one) => !listed.includes(one))
          .slice(0, 5)) {
          expect((await held(node, { ...asked, start })).status).toBe(409)
        }
        const start = listed[run % listed.length]
        if (start === undefined) return
        seen.held += 1
        const hold = idOf(await held(node, { ...asked, start }))
        expect(await listedOf(node, { ...asked, hold })).toEqual(listed)
        const isLeft = (await listedOf(node, asked)).includes(start)
        expect((await held(node, { ...asked, start })).status).toBe(isLeft ? 201 : 409)
        const wish = { start, duration: asked.duration, email: `guest${run}@example.org`, hold }
        expect((await book(node, { key: `${run}`, slug: asked.slug, wish })).status).toBe(201)
      }),
      { numRuns: RUNS, seed: 20_261_122 },
    )
    // Not by having nothing to offer.
    expect(seen.held).toBeGreaterThan(RUNS / 4)
  },
)

type Asked = { readonly slug: string; readonly monday: Instant; readonly duration: number; readonly hold?: string }

async function listedOf(node: Node, { slug, monday, duration, hold }: Asked): Promise<string[]> {
  const [start = '', end = ''] = [monday, instant(monday + 3 * DAY)].map((at) => wallDateOf(at, zone))
  const query = { start, end, timezone: zone, duration: String(duration), ...(hold !== undefined && { hold }) }
  const { body } = await slots(node, query, slug)
  return Object.values(SlotsAnswer.parse(body).days).flatMap((day) => day.map((one) => one.start))
}

async function held(node: Node, { slug, duration, start }: Asked & { readonly start: string }) {
  return holdAt(node, { slug, duration, start: instant(Date.parse(start)) })
}

function everyQuarter(monday: Instant): string[] {
  return Array.from({ length: 96 }, (_, n) => isoWithOffset(instant(monday + n * 15 * MINUTE), zone))
}
