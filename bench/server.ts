import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { outboxMessage } from '../sync-server/database/schema.ts'
import { openDatabase } from '../sync-server/database/open-database.ts'
import { createHttp, type Http, type Latency, openLoop } from './http-load.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'
import { started, type Started } from './started.ts'

type WithCpu = Latency & { readonly cpuMs: number | undefined }

type OnDatabase = {
  /** Milliseconds, at a fixed rate; `cpuMs` are the server's own for one request, whatever else the machine does. */
  readonly slots31Days: WithCpu
  readonly slots90Days: WithCpu
  readonly bookings: { readonly made: number; readonly refused: number; readonly perSecond: number }
  /** Share of the mails that were handed over within ten seconds of their due time. */
  readonly mail: { readonly queued: number; readonly handedOver: number; readonly withinTenSeconds: number }
  /** Megabytes resident: when ready, and after all of it. */
  readonly readyRssMb: number | undefined
  readonly rssMb: number | undefined
}

export type ServerFigures = {
  readonly pglite: OnDatabase
  readonly postgresql: OnDatabase
  readonly cores: number
  /** Of the last minute, at the beginning and at the end. */
  readonly load: readonly [number, number]
}

/** The sync server as it runs, with the demo's four links, over HTTP. */
export async function run({ short }: { short: boolean }): Promise<ServerFigures> {
  const before = minuteLoad()
  const folder = mkdtempSync(join(tmpdir(), 'dayloom-bench-'))
  const data = join(folder, 'server')
  const pglite = await measure({ args: ['--data', data], env: {}, where: { folder: join(data, 'database') } }, short)
  rmSync(folder, { recursive: true, force: true })
  const postgres = await started('test/support/postgres-child.ts')
  const url = String(postgres.ready['url'])
  const postgresql = await measure({ args: [], env: { DATABASE_URL: url }, where: { url } }, short)
  await postgres.end()
  return { pglite, postgresql, cores: cpus().length, load: [before, minuteLoad()] }
}

type Ground = {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly where: { readonly url: string } | { readonly folder: string }
}

async function measure({ args, env, where }: Ground, short: boolean): Promise<OnDatabase> {
  await using sink = await startMailSink()
  using http = createHttp(128)
  const server = await started('sync-server/index.ts', {
    args: [...args, '--port', '0', '--demo', '--json'],
    env: { ...env, RATE_LIMITS: 'off', SMTP_URL: sink.url, MAIL_FROM: 'bench@example.org' },
  })
  const readyRssMb = server.rssMb()
  const links = linksOf(server)
  const seconds = short ? 3 : 15
  const askDays = (days: number) => (index: number) => ({ url: slotsUrl(links, index, days) })
  await openLoop(http, { perSecond: 100, seconds: short ? 1 : 5, ask: askDays(31) })
  const load = (days: number, perSecond: number) =>
    withCpu(server, () => openLoop(http, { perSecond, seconds, ask: askDays(days) }))
  const slots31Days = await load(31, 200)
  const slots90Days = await load(90, 50)
  const bookings = await bookAll(http, links, short ? 80 : 800)
  await untilQuiet(sink)
  const rssMb = server.rssMb()
  await server.end()
  return { slots31Days, slots90Days, bookings, mail: await mailFigures(sink, where), readyRssMb, rssMb }
}

async function withCpu(server: Started, work: () => Promise<Latency>): Promise<WithCpu> {
  const before = server.cpuMs() ?? NaN
  const latency = await work()
  const cpuMs = Math.round((((server.cpuMs() ?? NaN) - before) * 100) / latency.requests) / 100
  return { ...latency, cpuMs: Number.isNaN(cpuMs) ? undefined : cpuMs }
}

const SLUGS = ['elena-consultation', 'jonas-child-check-up', 'priya-physiotherapy', 'marta-vaccination']
const DAY = 86_400_000

function linksOf({ ready }: Started): string[] {
  return SLUGS.map((slug) => `${String(ready['url'])}/book/${slug}`)
}

/** Another link and another first day each time: one repeated question flatters. */
function slotsUrl(links: readonly string[], index: number, days: number): string {
  const date = (after: number) => new Date(Date.now() + after * DAY).toISOString().slice(0, 10)
  const first = index % 20
  const query = new URLSearchParams({ start: date(first), end: date(first + days - 1), timezone: 'Europe/Berlin' })
  return `${links[index % links.length] ?? ''}/slots?${query}`
}

const AT_ONCE = 20

/** Twenty who book at once, each another slot, on all links in turn. */
async function bookAll(http: Http, links: readonly string[], most: number): Promise<OnDatabase['bookings']> {
  const lists = await Promise.all(links.map(disjointStarts))
  const all = lists.flatMap((starts, link) =>
    starts.map((start, rank) => ({ url: `${links[link]}/book`, start, rank })),
  )
  const wishes = all.toSorted((a, b) => a.rank - b.rank).slice(0, most)
  let [next, made] = [0, 0]
  const began = performance.now()
  const work = async (): Promise<void> => {
    for (let wish = wishes[next++]; wish; wish = wishes[next++]) {
      const { url, start } = wish
      const body = JSON.stringify({
        start,
        timezone: 'Europe/Berlin',
        name: 'Kim',
        email: 'kim@example.org',
        answers: {},
      })
      if ((await http.ask({ url, body, key: randomUUID() })) === 201) made += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const perSecond = Math.round((made * 10_000) / (performance.now() - began)) / 10
  return { made, refused: wishes.length - made, perSecond }
}

async function disjointStarts(link: string): Promise<string[]> {
  const date = (after: number) => new Date(Date.now() + after * DAY).toISOString().slice(0, 10)
  const query = new URLSearchParams({ start: date(1), end: date(90), timezone: 'UTC' })
  const answer = await fetch(`${link}/slots?${query}`)
  const { days }: { days: Record<string, { start: string; end: string }[]> } = await answer.json()
  const starts: string[] = []
  let free = 0
  for (const { start, end } of Object.values(days).flat()) {
    if (Date.parse(start) < free) continue
    starts.push(start)
    // The minutes around one of the types.
    free = Date.parse(end) + 10 * 60_000
  }
  return starts
}

/** No mail for eleven seconds. */
async function untilQuiet({ came }: MailSink): Promise<void> {
  for (let seen = -1; seen !== came.size; await sleep(11_000)) seen = came.size
}

async function mailFigures({ came }: MailSink, where: Ground['where']): Promise<OnDatabase['mail']> {
  await using store = await openDatabase(where)
  const rows = await store.read.select().from(outboxMessage)
  const late = rows.map(({ messageId, dueAt }) => (came.get(messageId) ?? Infinity) - dueAt)
  const inTime = late.filter((ms) => ms <= 10_000).length
  return {
    queued: rows.length,
    handedOver: came.size,
    withinTenSeconds: Math.round((inTime / Math.max(rows.length, 1)) * 1_000) / 1_000,
  }
}

function minuteLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10
}
