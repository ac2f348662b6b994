import { cpus, loadavg } from 'node:os'
import type { Contender } from './sync/contender.ts'
import { type JoinFigures, type JoinPlan, measureJoin } from './sync/measure-join.ts'
import { type LoadFigures, measureLoad } from './sync/measure-load.ts'
import { type LossFigures, type LossPlan, measureLoss } from './sync/measure-loss.ts'
import { prepareOurs } from './sync/our-servers.ts'
import { preparePeers } from './sync/peer-servers.ts'

type Plan = {
  readonly clients: readonly number[]
  readonly steadySeconds: number
  readonly flatSeconds: number
  readonly warmSeconds: number
  readonly join: JoinPlan
  readonly loss: LossPlan
}

const FULL: Plan = {
  clients: [50, 200, 1_000],
  steadySeconds: 15,
  flatSeconds: 10,
  warmSeconds: 5,
  join: { entities: 10_000, runs: 3, many: 100 },
  loss: { edits: 2_000, clients: 50, afterSeconds: [0, 1, 3] },
}
const SHORT: Plan = {
  clients: [50],
  steadySeconds: 2,
  flatSeconds: 2,
  warmSeconds: 1,
  join: { entities: 1_000, runs: 1, many: 5 },
  loss: { edits: 2_000, clients: 50, afterSeconds: [0] },
}

type ServerFigures = Pick<Contender, 'name' | 'keeps' | 'acknowledges'> & {
  readonly load: readonly (LoadFigures | Failure)[]
  readonly join: JoinFigures | Failure
  readonly loss: LossFigures | Failure
}
type Failure = { readonly failed: string }

/** Our sync server and the others, one after the other on this machine, under the same edits of the same bytes. */
export async function run({ short }: { short: boolean }): Promise<{
  readonly servers: readonly ServerFigures[]
  readonly cores: number
  readonly load: readonly [number, number]
}> {
  const before = minuteLoad()
  const plan = short ? SHORT : FULL
  const peers = preparePeers()
  await using ours = await prepareOurs(Math.max(...plan.clients, plan.loss.clients), plan.join.many)
  const only = process.env['BENCH_ONLY']
  const contenders = [...ours.contenders, ...peers].filter(({ name }) => only === undefined || name.includes(only))
  const servers: ServerFigures[] = []
  for (const contender of contenders) {
    const figures = await measure(contender, plan)
    servers.push(figures)
    // Where the rest takes too long, this much is known.
    process.stderr.write(`${JSON.stringify(figures)}\n`)
  }
  return { servers, cores: cpus().length, load: [before, minuteLoad()] }
}

/** For looking closer: BENCH_PART (load, join or loss) and BENCH_ONLY (part of a server's name) leave the rest out. */
async function measure(contender: Contender, plan: Plan): Promise<ServerFigures> {
  const { name, keeps, acknowledges } = contender
  const part = process.env['BENCH_PART']
  const tried = <T>(of: string, work: () => Promise<T>): Promise<T | Failure> => {
    if (part !== undefined && part !== of) return Promise.resolve({ failed: 'not asked for' })
    process.stderr.write(`${name}: ${of}\n`)
    return work().catch((error: unknown) => ({ failed: error instanceof Error ? error.message : 'failed' }))
  }
  const load: (LoadFigures | Failure)[] = []
  for (const clients of plan.clients) {
    load.push(await tried('load', () => measureLoad(contender, { ...plan, clients })))
  }
  const loss = await tried('loss', () => measureLoss(contender, plan.loss))
  const join = await tried('join', () => measureJoin(contender, plan.join))
  return { name, keeps, acknowledges, load, join, loss }
}

function minuteLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10
}
