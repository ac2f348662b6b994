import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, createStormClient, type StormClient, type Wish } from './storm-client.ts'
import { readBooks } from './storm-books.ts'
import type { StormServers } from './storm-servers.ts'

export type StormPlan = {
  readonly attempts: number
  readonly slots: number
  /** Times that a server is killed during it. */
  readonly kills: number
}

export type StormFigures = {
  readonly database: string
  readonly attempts: number
  readonly slots: number
  /** Bookings that stand in the database, whole. */
  readonly confirmed: number
  /** Pairs of them that take the same time. */
  readonly overlaps: number
  /** Somebody was told of them, and they do not stand. */
  readonly lost: number
  /** Attempts without a definite answer, or with two that differ, and bookings that nobody was told of. */
  readonly unreported: number
  readonly seconds: number
}

type Place = {
  readonly database: string
  readonly servers: StormServers
  readonly where: Parameters<typeof readBooks>[0]
}

const CONNECTIONS = 100
/** C4: one of twenty answers is lost on its way, after the commit. */
const EVERY_CUT = 20
const RETRIES = 200
const LONGEST_PAUSE_MS = 1_000

/** Attempts in bursts, one slot after the other and all of a burst at once; every one is asked again with its key until there is an answer. */
export async function runStorm({ database, servers, where }: Place, plan: StormPlan): Promise<StormFigures> {
  const { urls } = servers
  const starts = await disjointStarts(urls[0] ?? '', plan.slots)
  if (starts.length < plan.slots) throw new Error(`only ${starts.length} slots are open`)
  using client = createStormClient(CONNECTIONS)
  const told = new Set<string>()
  const tally = { done: 0, unclear: 0 }
  const began = performance.now()
  const killing = killWhile(servers, { ...plan, done: () => tally.done })
  for (const [burst, start] of starts.entries()) {
    const attempts = attemptsOf(plan, burst).map(async (index) => {
      const answer = await untilAnswered(client, { urls, index, wish: { start, key: randomUUID() } })
      if (answer?.booking !== undefined) told.add(answer.booking)
      if (answer === undefined) tally.unclear += 1
      tally.done += 1
    })
    await Promise.all(attempts)
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10
  await killing
  await servers.end()
  const { whole, overlaps } = await readBooks(where)
  const lost = [...told].filter((id) => !whole.has(id)).length
  const untold = [...whole].filter((id) => !told.has(id)).length
  return {
    database,
    attempts: plan.attempts,
    slots: plan.slots,
    confirmed: whole.size,
    overlaps,
    lost,
    unreported: tally.unclear + untold,
    seconds,
  }
}

export function isRight({ slots, confirmed, overlaps, lost, unreported }: StormFigures): boolean {
  return confirmed === slots && overlaps === 0 && lost === 0 && unreported === 0
}

/** The numbers of the attempts on one slot. */
function attemptsOf({ attempts, slots }: StormPlan, burst: number): number[] {
  const [from, until] = [burst, burst + 1].map((bound) => Math.floor((bound * attempts) / slots))
  return Array.from({ length: (until ?? 0) - (from ?? 0) }, (_, index) => (from ?? 0) + index)
}

type Asked = { readonly urls: readonly string[]; readonly index: number; readonly wish: Wish }

/** Of 201 and 409 the one that was answered; undefined where there is none, or where a repetition was answered otherwise. */
async function untilAnswered(client: StormClient, { urls, index, wish }: Asked): Promise<Answer | undefined> {
  let cut: Answer | undefined
  for (let round = 0; round < RETRIES; round += 1) {
    // What was cut is asked of the other server.
    const url = urls[(index + round) % urls.length] ?? ''
    const isCut = round === 0 && index % EVERY_CUT === 0
    const answer = await client.ask(url, wish, { cut: isCut }).catch(() => undefined)
    if (answer?.cut === true) cut = answer
    else if (answer && isDefinite(answer))
      return cut && isDefinite(cut) && cut.status !== answer.status ? undefined : answer
    // A server that starts again has better to do than to turn a hundred away, twenty times a second.
    else await sleep(Math.min(50 * (round + 1), LONGEST_PAUSE_MS))
  }
  return undefined
}

function isDefinite({ status }: Answer): boolean {
  return status === 201 || status === 409
}

async function killWhile(
  servers: StormServers,
  { kills, attempts, done }: StormPlan & { readonly done: () => number },
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    while (done() < ((kill + 0.5) * attempts) / kills && done() < attempts) await sleep(1)
    await servers.killAgain(kill % servers.urls.length)
  }
}

const DAY = 86_400_000

/** Free slots that leave each other free, from tomorrow on. */
async function disjointStarts(url: string, most: number): Promise<string[]> {
  const date = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
  const answer = await fetch(`${url}/slots?${new URLSearchParams({ start: date(1), end: date(60), timezone: 'UTC' })}`)
  const { days }: { days: Record<string, { start: string; end: string }[]> } = await answer.json()
  let free = 0
  const starts: string[] = []
  for (const { start, end } of Object.values(days).flat()) {
    if (Date.parse(start) < free || starts.length === most) continue
    starts.push(start)
    free = Date.parse(end)
  }
  return starts
}
