import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { createServer, type SyncServer } from '../sync-server/create-server.ts'

/** Why there is nothing to book at an address. */
const KINDS = ['unknown', 'closed', 'over', 'archived', 'deserted'] as const
const WARM = 20
const NOBODY_THERE = sql`data || '{"hosts":[{"member":"00000000-0000-7000-8000-000000000000","required":true}]}'`

/**
 * How long it takes until an address is said not to be there, by why it is not: milliseconds over HTTP on an embedded
 * database, asked in turns. `spread` lies between the medians: from it an outsider could read the reason.
 */
export async function run({ short }: { short: boolean }) {
  const config = { host: '127.0.0.1', port: 0, demo: true, json: false, rateLimits: 'off' } as const
  await using server = await createServer(config, { logger: pino({ level: 'silent' }) })
  await fill(server)
  const times = new Map(KINDS.map((kind) => [kind, new Array<number>()]))
  for (let round = 0; round < WARM + (short ? 30 : 300); round++) {
    for (const kind of KINDS) {
      const ms = await timed(`${server.url}/book/${kind}/slots?start=2027-01-01&end=2027-01-31&timezone=UTC`)
      if (round >= WARM) times.get(kind)?.push(ms)
    }
  }
  const all = [...times]
  const medians = all.map(([kind, own]) => [kind, quantile(own, 0.5)] as const)
  const only = medians.map(([, ms]) => ms)
  return {
    requests: times.get('unknown')?.length,
    median: Object.fromEntries(medians),
    p95: Object.fromEntries(all.map(([kind, own]) => [kind, quantile(own, 0.95)])),
    spread: rounded(Math.max(...only) - Math.min(...only)),
  }
}

/** Copies of the demo's link, each of which is not to be booked for a reason of its own. */
async function fill({ deps, demo }: SyncServer): Promise<void> {
  const changes = {
    closed: { link: sql`data`, active: sql`false`, type: sql`data`, status: sql`status` },
    over: { link: sql`data || '{"expiresAt":1}'`, active: sql`true`, type: sql`data`, status: sql`status` },
    archived: { link: sql`data`, active: sql`true`, type: sql`data`, status: sql`'archived'` },
    deserted: { link: sql`data`, active: sql`true`, type: NOBODY_THERE, status: sql`status` },
  }
  await deps.store.tx(async (tx) => {
    for (const [kind, { link, active, type, status }] of Object.entries(changes)) {
      const from = sql`(select event_type from booking_link where slug = ${demo?.booking})`
      await tx.execute(sql`insert into event_type (workspace, document, id, owner, slug, status, data)
        select workspace, document, ${kind}, owner, ${kind}, ${status}, ${type} from event_type where id = ${from}`)
      await tx.execute(sql`insert into booking_link (workspace, document, id, event_type, owner, slug, active, data)
        select workspace, document, ${kind}, ${kind}, owner, ${kind}, ${active}, ${link}
        from booking_link where slug = ${demo?.booking}`)
      await tx.execute(sql`insert into address (slug, document, link)
        select ${kind}, document, ${kind} from address where slug = ${demo?.booking}`)
    }
  })
}

async function timed(url: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(url)
  await answer.arrayBuffer()
  if (answer.status !== 404) throw new Error(`${url}: ${answer.status}`)
  return performance.now() - started
}

function quantile(all: readonly number[], part: number): number {
  return rounded(all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * part)] ?? Number.NaN)
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
