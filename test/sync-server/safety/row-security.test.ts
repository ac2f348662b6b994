import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { WorkspaceId } from '../../../src/core/model/ids.ts'
import { postgresTables } from '../../../src/storage/handle.ts'
import * as serverTables from '../../../sync-server/database/schema.ts'
import { lockHosts } from '../../../sync-server/booking/lock-hosts.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { confine, seesPastRows, within } from '../../../sync-server/safety/confine.ts'
import { pino } from 'pino'
import { postgresBinaries, startPostgres, type PostgresServer } from '../../support/postgres-server.ts'
import { eventType, FRIDAY, id, link, setUp, WISH, workspace } from '../booking/booking-world.ts'
import { posted } from './open-server.ts'
import { z } from 'zod'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { appointment } from '../../support/rows.ts'
import { createCopy, openDevice } from '../documents/test-device.ts'
import { QUARTER } from '../started-server.ts'
import { ownDatabase } from './own-database.ts'
import { fillOther, OTHER } from './other-workspace.ts'
import * as ids from '../../../src/core/model/ids.ts'

// The setting names whose they are. Public addresses are everybody's, and no person's.
const PUBLIC = ['address', 'organizer_address', 'server_setting', 'idempotency']

describe.skipIf(postgresBinaries === undefined)(
  'row-level security, for a user of the database who is no superuser',
  () => {
    let postgres: PostgresServer
    let server: SyncServer
    let client: Client
    const logged: string[] = []

    beforeAll(async () => {
      postgres = await startPostgres()
      const databaseUrl = await ownDatabase(await postgres.freshDatabase())
      const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
      const config = { host: '127.0.0.1', port: 0, demo: false, json: false, databaseUrl }
      server = await createServer(config, { logger, now: () => FRIDAY })
      await setUp(server, { members: 1, eventTypes: [eventType(1)], links: [link(1)] })
      await fillOther(server)
      client = new Client({ connectionString: databaseUrl })
      await client.connect()
    })
    afterAll(async () => {
      await client?.end()
      await server?.close()
      await postgres?.[Symbol.asyncDispose]()
    })

    const tables = Object.values({ ...postgresTables, ...serverTables }).flatMap((one) =>
      is(one, PgTable) ? [getTableConfig(one).name] : [],
    )
    const seen = async (setting: string | undefined) => {
      await client.query("select set_config('dayloom.workspace', $1, false)", [setting ?? ''])
      const counts: [string, number][] = []
      for (const table of tables) {
        const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from "${table}"`)
        counts.push([table, rows[0]?.count ?? 0])
      }
      return Object.fromEntries(counts.filter(([, count]) => count > 0))
    }

    test('a server runs on it: a booking goes through, and nothing is complained of', async () => {
      expect(await seesPastRows(server.deps.store.read)).toBe(false)
      const days = 'start=2026-11-23&end=2026-11-23&timezone=UTC'
      expect((await fetch(`${server.url}/book/anna-1/`)).status).toBe(200)
      expect(await (await fetch(`${server.url}/book/anna-1/slots?${days}`)).text()).toContain('"2026-11-23T08:00:00')
      const answer = await fetch(`${server.url}/book/anna-1/book`, posted(WISH, { 'idempotency-key': 'a' }))
      expect(answer.status).toBe(201)
      expect(logged).toEqual([])
    })

    test('so do a hold, a booking with it, another time for it, its end, and what a desk writes', async () => {
      const ask = async (path: string, body: object) => {
        const call = posted(body, { 'idempotency-key': path })
        const answer = await fetch(`${server.url}/api/v1/public${path}`, call)
        return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) }
      }
      const at = (time: string) => ({ start: `2026-11-24T${time}:00+01:00`, timezone: 'Europe/Berlin' })
      const held = await ask('/links/anna-1/holds', at('09:00'))
      expect(held.status).toBe(201)
      const made = await ask('/links/anna-1/bookings', { ...WISH, ...at('09:00'), hold: held.body['id'] })
      expect(made.status).toBe(201)
      const token = /booking\/(?<token>[^/]+)\/manage/.exec(String(made.body['manageUrl']))?.groups?.['token'] ?? ''
      const moved = await ask(`/bookings/${token}/reschedule`, at('10:00'))
      expect(moved.status).toBe(200)
      const next = /booking\/(?<token>[^/]+)\/manage/.exec(String(moved.body['manageUrl']))?.groups?.['token'] ?? token
      expect((await ask(`/bookings/${next}/cancel`, {})).status).toBe(200)

      await using anna = await openDevice(server, id(ids.MemberId, 1))
      await anna.hello()
      const update = createCopy().write((doc) => writeAppointment(doc, appointment(1)))
      expect((await anna.command([{ document: QUARTER, update }])).kind).toBe('accepted')
      expect(logged).toEqual([])
    })

    test('every table is kept apart, but those of public addresses', async () => {
      const { rows } = await client.query<{ name: string }>(
        "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)",
      )
      const open = rows.map(({ name }) => name).filter((name) => tables.includes(name))
      expect(open.toSorted()).toEqual(PUBLIC.toSorted())
    })

    test('without the setting nobody is seen; with one, that workspace alone', async () => {
      const [own, other] = [await seen(workspace), await seen(OTHER)]
      expect(own).toMatchObject({ workspace: 1, member: 1, booking: 2, claim: 1, audit: 4, outbox_message: 8 })
      expect(other).toMatchObject({ workspace: 1, member: 2 })
      expect(other).not.toHaveProperty('booking')
      const all = await seen('*')
      for (const table of tables.filter((name) => !PUBLIC.includes(name))) {
        expect({ [table]: (own[table] ?? 0) + (other[table] ?? 0) }).toEqual({ [table]: all[table] ?? 0 })
      }
      for (const nobody of [undefined, 'x', id(ids.WorkspaceId, 77)]) {
        expect(Object.keys(await seen(nobody)).filter((table) => !PUBLIC.includes(table))).toEqual([])
      }
    })

    test('a query that forgets whose rows it wants gets those of the workspace in whose name it asks', async () => {
      const { store } = server.deps
      const membersIn = (of: WorkspaceId | undefined) =>
        store.tx(async (tx) => {
          if (of !== undefined) await confine(tx, of)
          const rows = await tx.select().from(tx.tables.member)
          return rows.map((row) => row.workspace)
        })
      expect(new Set(await membersIn(undefined))).toEqual(new Set([workspace, OTHER]))
      expect(await membersIn(workspace)).toEqual([workspace])
      expect(await membersIn(OTHER)).toEqual([OTHER, OTHER])
      const read = () => store.read.select().from(store.read.tables.member)
      expect(await within(store, workspace, read)).toHaveLength(1)
      // It ends with the transaction.
      expect(await store.read.select().from(store.read.tables.member)).toHaveLength(3)
    })

    test('whoever has locked hosts can neither read nor change nor add what is not of their workspace', async () => {
      const { store } = server.deps
      const { member } = store.read.tables
      const locked = <T>(work: (tx: Parameters<Parameters<typeof store.tx>[0]>[0]) => Promise<T>): Promise<T> =>
        store.tx(async (tx) => {
          await lockHosts(tx, workspace, [id(ids.MemberId, 1)])
          return work(tx)
        })
      expect(await locked((tx) => tx.select().from(member))).toHaveLength(1)
      const changed = await locked((tx) =>
        tx
          .update(member)
          .set({ name: 'X' })
          .where(sql`workspace = ${OTHER}`)
          .returning(),
      )
      expect(changed).toEqual([])
      const [one] = await store.read
        .select()
        .from(member)
        .where(sql`workspace = ${OTHER}`)
        .limit(1)
      const copied = locked((tx) => tx.insert(member).values({ ...(one ?? never()), id: id(ids.MemberId, 99) }))
      await expect(copied).rejects.toThrow('42501')
    })
  },
)

function never(): never {
  throw new Error('nobody there')
}
