import { setTimeout as sleep } from 'node:timers/promises'
import { gather, type Client, type CrowdOrder, type Gathered } from './gather.ts'
import { GROUP } from './names.ts'
import { until } from './until.ts'

export type Propagation = {
  /** Edits that have reached everybody else in their document, a second. */
  readonly perSecond: number
  /** From the send to each of the others, in milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly edits: number
  /** Sent, and not with everybody when the time was up (steady: two seconds later). */
  readonly missing: number
}

export type Belief = {
  readonly client: number
  readonly document: string
  readonly clock: number
  readonly edits: number
}

/** Clients that write, each one appointment of its own, five to a document. */
export type Crowd = {
  /** Everybody an edit a second. */
  steady(seconds: number): Promise<Propagation>
  /** As fast as it goes with so many edits under way in all. */
  flat(seconds: number, inFlight: number): Promise<Propagation>
  /** So many edits in all; once all of them are believed to be kept, the process `kill` is killed. */
  believe(edits: number, kill: number | undefined): Promise<{ beliefs: Belief[]; ms: number }>
}

/** Everybody is connected, and has written their appointment. */
export async function createCrowd(order: CrowdOrder): Promise<Crowd> {
  const gathered = await gather(order)
  return {
    steady: (seconds) => steady(gathered, seconds),
    flat: (seconds, inFlight) => flat(gathered, seconds, inFlight),
    believe: (edits, kill) => believe(gathered, { edits, kill, order }),
  }
}

async function steady(gathered: Gathered, seconds: number): Promise<Propagation> {
  const { clients, write } = gathered
  const began = begin(gathered)
  const total = clients.length * seconds
  for (let n = 0; n < total; n++) {
    const due = began + (n * 1_000) / clients.length
    while (performance.now() < due) await sleep(Math.max(0, due - performance.now()))
    const client = clients[n % clients.length]
    if (client) write(client)
  }
  await Promise.race([sleep(2_000), until(gathered.allThrough, 'the last edits')])
  return report(gathered, seconds, total)
}

async function flat(gathered: Gathered, seconds: number, inFlight: number): Promise<Propagation> {
  const { clients, write } = gathered
  const began = begin(gathered)
  let edits = 0
  gathered.onThrough = (client) => {
    if (performance.now() - began > seconds * 1_000) return
    edits += 1
    write(client)
  }
  const each = Math.max(1, Math.round(inFlight / clients.length))
  for (const client of clients) {
    for (let n = 0; n < each; n++) write(client)
  }
  await sleep(seconds * 1_000)
  const figures = report(gathered, (performance.now() - began) / 1_000, edits)
  gathered.onThrough = () => undefined
  await until(gathered.allThrough, 'what is under way')
  return figures
}

function begin(gathered: Gathered): number {
  gathered.latencies = []
  gathered.through = 0
  return performance.now()
}

function report({ latencies, through, clients, ended }: Gathered, seconds: number, edits: number): Propagation {
  if (ended > 0) throw new Error(`${ended} connections were ended by the server`)
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number): number => Math.round((sorted[Math.floor(sorted.length * share)] ?? NaN) * 100) / 100
  const missing = clients.reduce((sum, { seen }) => sum + seen.filter((count) => count < GROUP - 1).length, 0)
  return { perSecond: Math.round(through / seconds), p50: at(0.5), p99: at(0.99), edits, missing }
}

type Believing = { readonly edits: number; readonly kill: number | undefined; readonly order: CrowdOrder }

async function believe({ clients, write }: Gathered, { edits, kill, order }: Believing) {
  const each = edits / clients.length
  const began = performance.now()
  const before = clients.map(({ kept, sent }) => ({ kept, sent: sent.length }))
  // Who is told that an edit is kept believes that; all others believe what somebody else has seen.
  const isTold = order.wire === 'device' || order.wire === 'hocuspocus'
  const believes = ({ kept, seen }: Client, n: number): boolean =>
    isTold ? kept - (before[n]?.kept ?? 0) >= each : seen.slice(before[n]?.sent).every((count) => count > 0)
  for (let left = each; left > 0; left -= AT_ONCE) {
    for (const client of clients) {
      for (let n = 0; n < Math.min(AT_ONCE, left); n++) write(client)
    }
    await sleep(1)
  }
  await until(() => clients.every(believes), 'that they are kept')
  if (kill !== undefined) process.kill(kill, 'SIGKILL')
  const beliefs = clients.map(({ edits: { client }, document, clocks }): Belief => {
    return { client, document, clock: clocks.at(-1) ?? 0, edits: each }
  })
  return { beliefs, ms: Math.round(performance.now() - began) }
}

const AT_ONCE = 10
