import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { Client } from 'pg'
import { pino } from 'pino'
import { documentName } from '../../src/core/document/document-name.ts'
import { DeviceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { Member } from '../../src/core/model/member.ts'
import { Workspace } from '../../src/core/model/workspace.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { signSyncPass } from '../../sync-server/accounts/sync-token.ts'
import { createServer } from '../../sync-server/create-server.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { doc } from '../../sync-server/database/schema.ts'
import type { DirectoryChange } from '../../src/core/document/directory-change.ts'
import { started } from '../started.ts'
import type { Contender, Ground } from './contender.ts'
import { calendarOf, documentOf, GROUP, memberOf, numbered, WORKSPACE } from './names.ts'
import { descendantsOf, startServerProcess } from './server-process.ts'

const KEEPS = 'every update and its rows in one transaction, fsync on; judged, owned and granted before it is stored'
const ENTRY = join(import.meta.dirname, '../../sync-server/index.ts')
const ZONE = 'Europe/Berlin'
/** Groups that nobody but one member shares: what a bench joins alone, and what it joins a hundred of. */
export const ALONE = { group: 9_000, member: 9_000 }
export const MANY = { group: 9_100, member: 9_100 }

export type OurServers = AsyncDisposable & { readonly contenders: readonly Contender[] }

/** Ours on both databases and over both protocols: a workspace of so many people is made once and copied for each run. */
export async function prepareOurs(people: number, many: number): Promise<OurServers> {
  const folder = mkdtempSync(join(tmpdir(), 'dayloom-bench-sync-'))
  const stack = new AsyncDisposableStack()
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  try {
    const postgres = await started('test/support/postgres-child.ts')
    stack.defer(() => postgres.end())
    const url = String(postgres.ready['url'])
    const onFolder = await fill({ dataDir: join(folder, 'prepared') }, people, many)
    const onUrl = await fill({ databaseUrl: url }, people, many)
    const pglite = pgliteGrounds(folder, onFolder)
    const server = postgresGrounds(url, onUrl, Number(postgres.ready['pid']))
    const contenders = [
      ours('Dayloom, PGlite', 'device', pglite),
      ours('Dayloom, PostgreSQL', 'device', server),
      ours('Dayloom, PGlite, stock clients', 'stock', pglite),
      ours('Dayloom, PostgreSQL, stock clients', 'stock', server),
    ]
    return { contenders, [Symbol.asyncDispose]: () => stack.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

function ours(name: string, wire: 'device' | 'stock', ground: Contender['ground']): Contender {
  const acknowledges =
    wire === 'device' ? 'by command, after the commit' : 'nothing; others hear of it after the commit'
  return { name, wire, keeps: KEEPS, acknowledges, isDurable: true, ground }
}

type Passes = { readonly serverKey: Uint8Array; readonly directory: number }

/** A workspace with everybody in it, as its directory says. */
async function fill(
  where: { dataDir: string } | { databaseUrl: string },
  people: number,
  many: number,
): Promise<Passes> {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false, rateLimits: 'off', ...where } as const
  await using server = await createServer(config, { logger: pino({ level: 'silent' }) })
  const { deps } = server
  await deps.serverTransaction(({ putDirectory }) => putDirectory(WORKSPACE, directoryOf(people, many)))
  const name = documentName({ kind: 'directory', workspace: WORKSPACE })
  const [row] = await deps.store.read.select({ head: doc.head }).from(doc).where(eq(doc.name, name))
  return { serverKey: deps.serverKey, directory: row?.head ?? 0 }
}

function directoryOf(people: number, many: number): DirectoryChange {
  const members = [...range(0, people), ALONE.member, MANY.member]
  const groups = range(0, people / GROUP)
  const alone = [ALONE.group, ...range(MANY.group, many)]
  return {
    workspace: Workspace.parse({
      id: WORKSPACE,
      name: 'Clinic',
      slug: 'clinic',
      zone: ZONE,
      locale: 'de-DE',
      weekStart: 1,
      closures: [],
    }),
    members: members.map((n) =>
      Member.parse({
        id: memberOf(n),
        name: `Member ${n}`,
        email: `member${n}@example.org`,
        role: n === 0 ? 'owner' : 'staff',
        slug: `member-${n}`,
        zone: ZONE,
        colour: '#336699',
        ended: false,
      }),
    ),
    owners: [
      ...groups.map((group) => ({ calendar: calendarOf(group), owner: memberOf(group * GROUP) })),
      ...alone.map((group) => ({
        calendar: calendarOf(group),
        owner: memberOf(group === ALONE.group ? ALONE.member : MANY.member),
      })),
    ],
    shares: groups.flatMap((group) =>
      range(group * GROUP + 1, GROUP - 1).map((n) => {
        return { calendar: calendarOf(group), member: memberOf(n), permission: 'write' as const }
      }),
    ),
  }
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => from + n)
}

let grounds = 0

function pgliteGrounds(folder: string, passes: Passes): Contender['ground'] {
  return async () => {
    const own = join(folder, `run-${(grounds += 1)}`)
    cpSync(join(folder, 'prepared'), own, { recursive: true })
    const where = { folder: join(own, 'database') }
    return {
      ...groundOf(passes, where),
      start: () => startServerProcess({ script: ENTRY, args: ['--data', own, ...ARGS], env: ENV }, portIn),
      [Symbol.asyncDispose]: async () => rmSync(own, { recursive: true, force: true }),
    }
  }
}

function postgresGrounds(url: string, passes: Passes, pid: number): Contender['ground'] {
  return async () => {
    const name = `run_${(grounds += 1)}`
    await ask(url, `create database ${name} template ${new URL(url).pathname.slice(1)}`)
    const own = url.replace(/\/[^/?]+(?=\?|$)/, `/${name}`)
    const env = { ...ENV, DATABASE_URL: own }
    return {
      ...groundOf(passes, { url: own }),
      start: () => startServerProcess({ script: ENTRY, args: ARGS, env, helpers: () => descendantsOf(pid) }, portIn),
      [Symbol.asyncDispose]: () => ask(url, `drop database ${name} with (force)`),
    }
  }
}

const ARGS = ['--port', '0', '--json']
const ENV = { RATE_LIMITS: 'off' }
const HOUR = 3_600_000

function portIn(line: string): number | undefined {
  if (!line.startsWith('{')) return undefined
  const { url }: { url: string } = JSON.parse(line)
  return Number(new URL(url).port)
}

function groundOf(
  { serverKey, directory }: Passes,
  where: { folder: string } | { url: string },
): Pick<Ground, 'seat' | 'copy'> {
  const tokenOf = (n: number): string =>
    signSyncPass(serverKey, {
      workspace: WORKSPACE,
      member: memberOf(n),
      device: numbered(DeviceId, 4_000_000 + n),
      expiresAt: instant(Date.now() + 6 * HOUR),
    })
  return {
    seat: (n, documents = [documentOf(Math.floor(n / GROUP))]) => ({ documents, token: tokenOf(n), directory }),
    copy: async (from, to) => {
      await using store = await openDatabase(where)
      for (const name of to) await copyDocument(store, from, name)
    },
  }
}

/** The log alone, which is all that a join reads; rows are not made. */
async function copyDocument(store: PostgresStore, from: string, to: string): Promise<void> {
  await store.tx(async (tx) => {
    const { rows } = await tx.execute<{
      from: number
      to: number
    }>(sql`insert into doc (workspace, name, head, epoch, bytes)
      select workspace, ${to}, head, epoch, bytes from doc where name = ${from}
      returning (select id from doc where name = ${from}) as from, id as to`)
    const [ids] = rows
    if (!ids) throw new Error(`there is no document ${from}`)
    await tx.execute(sql`insert into doc_update (doc, seq, actor, device, command, data, at)
      select ${ids.to}, seq, actor, device, command, data, at from doc_update where doc = ${ids.from}`)
    await tx.execute(sql`insert into doc_snapshot (doc, upto, data, vector)
      select ${ids.to}, upto, data, vector from doc_snapshot where doc = ${ids.from}`)
    await tx.execute(
      sql`insert into client_owner select ${ids.to}, client, device from client_owner where doc = ${ids.from}`,
    )
  })
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/\/[^/?]+(?=\?|$)/, '/postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
