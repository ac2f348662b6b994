import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../../src/storage/handle.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { lockHosts } from '../../../sync-server/booking/lock-hosts.ts'
import { lockBooking } from '../../../sync-server/booking/take-step.ts'
import { doc } from '../../../sync-server/database/schema.ts'
import { eventually } from '../../support/eventually.ts'
import { postgresBinaries, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { anna, at, bookedAt, entriesOf, type Made, stateOf } from './booking-life.ts'
import { createNode, type Node, setUp, workspace, zone } from './booking-world.ts'
import { sendFromDesk, writtenOnDesk } from './on-desk.ts'
import { disagreementsIn } from './standing-bookings.ts'

// Bookings, then hosts, then documents: a desk's batch finds out about the first two only with its documents locked.
describe.skipIf(postgresBinaries === undefined)('what a desk wrote waits with no document locked', () => {
  let postgres: PostgresServer
  let store: PostgresStore
  let other: PostgresStore
  let node: Node

  beforeAll(async () => {
    postgres = await startPostgres()
    const url = await postgres.freshDatabase()
    store = await openPostgres({ url, migrations: postgresMigrations })
    other = await openPostgres({ url, migrations: postgresMigrations })
    node = await createNode(store)
    await setUp(node)
  })
  afterAll(async () => {
    await node?.[Symbol.asyncDispose]()
    await store?.close()
    await other?.close()
    await postgres?.[Symbol.asyncDispose]()
  })

  async function moved(made: Made, day: string) {
    const [own] = await entriesOf(node, made.id)
    if (!own) throw new Error('no entry')
    const document = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
    const startsAt = at('11:00', day)
    const time = { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
    const wish = { id: own.id, document, scope: { kind: 'all' }, time, reason: 'ill' } as const
    return { document, command: await writtenOnDesk(node, moveAppointment, wish) }
  }

  const somebodyWaits = async () => {
    const { rows } = await store.read.execute(sql`select 1 from pg_locks where not granted`)
    return rows.length > 0
  }

  test.each([
    ['a step of the same booking', '2026-11-23', (tx: PostgresHandle, { id }: Made) => lockBooking(tx, id)],
    ['another booking of its host', '2026-11-24', (tx: PostgresHandle) => lockHosts(tx, workspace, [anna])],
  ])('C1 C13 for %s', async (_, day, atWork) => {
    const made = await bookedAt(node, '09:00', { day })
    const { document, command } = await moved(made, day)
    let sending: Promise<void> | undefined
    await other.tx(async (tx) => {
      await atWork(tx, made)
      sending = sendFromDesk(node, command)
      await eventually(somebodyWaits, { what: 'the wait of the desk’s batch' })
      const free = await tx
        .select({ name: doc.name })
        .from(doc)
        .where(eq(doc.name, document))
        .for('update', { noWait: true })
      expect(free).toEqual([{ name: document }])
    })
    await sending
    expect((await stateOf(node, made)).row?.starts).toBe(at('11:00', day))
    expect(await disagreementsIn(store)).toEqual({ claims: [], calendars: [], torn: [] })
  })
})
