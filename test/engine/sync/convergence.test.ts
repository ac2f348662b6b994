import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import type { CalendarId } from '../../../src/core/model/ids.ts'
import { horizonAt } from '../../../src/engine/desk/horizon.ts'
import { loadDocument } from '../../../src/engine/desk/open-documents.ts'
import { projectDocument } from '../../../src/engine/desk/project-document.ts'
import { readIdentity } from '../../../src/engine/desk/identity.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { documentStates } from '../../../src/storage/desk/document-state.ts'
import type { ReadHandle } from '../../../src/storage/handle.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { dropRows } from '../../../src/storage/queries/drop-rows.ts'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { online, signedIn, withCalendar } from '../../support/synced-desk.ts'
import { agenda, BERLIN, hour, NOW, type TestDesk } from '../../support/test-desk.ts'

const all = { kind: 'all' } as const
const SERIES = { start: '2026-11-23T09:00:00', allDay: false, zone: BERLIN, length: 3_600_000, rdates: [], exdates: [] }

/** Mulberry32: the same seed gives the same run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** One thing that a person may do; what is refused because of what others did meanwhile is left at that. */
async function act(
  desk: TestDesk,
  calendar: CalendarId,
  step: string,
  random: (below: number) => number,
): Promise<void> {
  const { call } = desk
  const shown = await agenda(call)
  const one = shown[random(Math.max(1, shown.length))]
  const day = `2026-1${1 + random(2)}-${10 + random(18)}`
  const made = hour(calendar, step, `${day}T1${random(9)}:00:00+01:00`)
  const kind = random(8)
  if (one === undefined || kind < 2) return void (await call.appointments.create(made))
  const id = one.appointment
  if (kind === 2) {
    const series = JSON.parse(JSON.stringify({ ...SERIES, rules: [`FREQ=WEEKLY;COUNT=${1 + random(5)}`] }))
    return void (await call.appointments.create({ calendar, title: step, series }))
  }
  const scope = one.original === undefined || random(2) === 0 ? all : { kind: 'one' as const, original: one.original }
  if (kind === 3) return void (await call.appointments.edit({ id, scope, edit: { title: step } }))
  if (kind === 4) return void (await call.appointments.edit({ id, scope, edit: { location: step } }))
  if (kind === 5) return void (await call.appointments.move({ id, scope, original: one.original, time: made.time }))
  if (kind === 6) return void (await call.appointments.cancel({ id, scope }))
  await call.appointments.remove({ id, scope })
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') throw error
}

async function rowsOf(db: ReadHandle): Promise<unknown> {
  const { appointment, occurrence, calendar, calendarOwner, calendarShare, member, schedule } = db.tables
  const tables = [appointment, occurrence, calendar, calendarOwner, calendarShare, member, schedule]
  const rows = []
  for (const table of tables) rows.push((await db.select().from(table)).map((row) => JSON.stringify(row)).toSorted())
  return rows
}

async function expectReplay({ folder }: TestDesk): Promise<void> {
  await using store = await openSqlite({ file: join(folder, 'desk.sqlite') })
  const standing = await rowsOf(store.read)
  const identity = readIdentity(store.read)
  await store.tx(async (tx) => {
    if (identity) await dropRows(tx, identity.workspace)
    for (const { name } of documentStates(tx)) {
      await applyRowChanges(tx, projectDocument(loadDocument(tx, name), 'all', horizonAt(NOW)))
    }
  })
  expect(await rowsOf(store.read)).toEqual(standing)
}

test.each([1, 2, 3])(
  'Y2 Y3 Y4 whatever happens on the way, all devices end alike, and as a replay says (%i)',
  async (seed) => {
    const random = seeded(seed)
    const server = createServerDouble()
    server.join('ada@example.org', 'owner')
    const grace = server.join('grace@example.org')
    const { desk: laptop, calendar } = await withCalendar(server, 'ada@example.org')
    server.share(calendar, grace.id, 'write')
    const phone = await signedIn(server, 'ada@example.org')
    const colleague = await signedIn(server, 'grace@example.org')
    await eventually(async () => (await colleague.call.calendars.list()).length === 1)
    const desks = [laptop, phone, colleague] as const
    await using stack = new AsyncDisposableStack()
    for (const desk of desks) stack.use(desk)

    for (let step = 0; step < 60; step++) {
      const desk = desks[random(3)] ?? laptop
      const fate = random(20)
      if (fate === 0) server.cut()
      else if (fate < 4) {
        server.heal()
        await online(desk.call)
      } else if (fate === 4) server.loseNextAnswer()
      else if (fate === 5) await desk.reopen()
      else if (fate === 6) {
        let refusals = 1 + random(2)
        server.judge = () => (refusals-- > 0 ? { reason: 'invalid', retry: false } : undefined)
      } else {
        await act(desk, calendar, `${seed}/${step}`, random).catch(unlessRefused)
      }
    }
    server.heal()
    for (const desk of desks) await online(desk.call)
    // A run in which nothing was refused would prove less.
    let refusals = 1
    server.judge = () => (refusals-- > 0 ? { reason: 'invalid', retry: false } : undefined)
    await laptop.call.appointments.create(hour(calendar, 'Refused', '2026-11-20T10:00:00+01:00'))
    await laptop.call.appointments.create(hour(calendar, 'Last', '2026-11-20T11:00:00+01:00'))
    await online(laptop.call)
    expect((await laptop.call.sync.refused()).at(-1)?.input).toMatchObject({ title: 'Refused' })
    const shown = async (desk: TestDesk) => JSON.stringify(await agenda(desk.call))
    await eventually(
      async () => (await shown(laptop)) === (await shown(phone)) && (await shown(phone)) === (await shown(colleague)),
    )
    expect(await shown(laptop)).toContain('Last')
    await using fresh = await signedIn(server, 'grace@example.org')
    await eventually(async () => (await shown(fresh)) === (await shown(laptop)))
    for (const desk of desks) {
      await desk.close()
      await expectReplay(desk)
      await desk.reopen()
    }
  },
)
