import { setTimeout as sleep } from 'node:timers/promises'
import type { Contender, Ground } from './contender.ts'
import { startGenerator } from './generator.ts'
import type { Joined } from './join-documents.ts'
import { documentOf } from './names.ts'
import { ALONE, MANY } from './our-servers.ts'
import type { Memory } from './server-process.ts'
import { WIRES, type Seat } from './wires.ts'

export type JoinFigures = {
  readonly entities: number
  /** By a server that has just started; the median of `runs`. Undefined: not whole in time, or nothing was kept. */
  readonly coldMs: number | undefined
  readonly runs: number
  readonly many:
    | undefined
    | {
        readonly documents: number
        /** Undefined: not all of them came. */
        readonly ms: number | undefined
        readonly whole: number
        /** Of the server's memory, with everybody still connected. */
        readonly mbEach: number
        readonly mbEachInUse: number
      }
}

export type JoinPlan = { readonly entities: number; readonly runs: number; readonly many: number }

export async function measureJoin(contender: Contender, plan: JoinPlan): Promise<JoinFigures> {
  const { entities, runs, many } = plan
  // There is nothing to join again.
  if (!contender.isDurable) return { entities, coldMs: undefined, runs: 0, many: undefined }
  await using ground = await contender.ground()
  await seed(contender, ground, { entities, many })
  const cold: number[] = []
  for (let run = 0; run < runs; run++) {
    const { ms } = await join(contender, ground, { entities, seats: [aloneSeat(ground)], documents: 1 })
    if (ms !== undefined) cold.push(ms)
  }
  const seats = WIRES[contender.wire].many
    ? [ground.seat(MANY.member, manyDocuments(many))]
    : manyDocuments(many).map((document) => ground.seat(MANY.member, [document]))
  const { ms, whole, before, after } = await join(contender, ground, { entities, seats, documents: many })
  const mb = (bytes: number): number => Math.round((bytes / many / 1_048_576) * 10) / 10
  return {
    entities,
    coldMs: cold.length === runs ? cold.toSorted((a, b) => a - b)[Math.floor(runs / 2)] : undefined,
    runs,
    many: { documents: many, ms, whole, mbEach: mb(after.rss - before.rss), mbEachInUse: mb(after.used - before.used) },
  }
}

function aloneSeat(ground: Ground): Seat {
  return ground.seat(ALONE.member, [documentOf(ALONE.group)])
}

function manyDocuments(many: number): string[] {
  return Array.from({ length: many }, (_, n) => documentOf(MANY.group + n))
}

async function seed(contender: Contender, ground: Ground, { entities, many }: { entities: number; many: number }) {
  const server = await ground.start()
  try {
    await using generator = startGenerator()
    const documents = ground.copy ? [] : manyDocuments(many)
    const seats = [aloneSeat(ground), ...documents.map((document) => ground.seat(MANY.member, [document]))]
    const { wire } = contender
    await generator.ask(
      { do: 'seed', wire, port: server.port, seats, group: ALONE.group, by: ALONE.member, entities },
      600_000,
    )
    await sleep(SETTLE_MS)
  } finally {
    await server.stop()
  }
  await ground.copy?.(documentOf(ALONE.group), manyDocuments(many))
}

/** Whatever writes later has had time to. */
const SETTLE_MS = 3_000

type Asked = { readonly entities: number; readonly seats: readonly Seat[]; readonly documents: number }

async function join(
  { wire }: Contender,
  ground: Ground,
  asked: Asked,
): Promise<Joined & { before: Memory; after: Memory }> {
  const server = await ground.start()
  try {
    await using generator = startGenerator()
    const before = await server.memory()
    const order = { do: 'join', wire, port: server.port, ...asked } as const
    const { answer } = await generator.ask(order)
    const after = await server.memory()
    return { ...answer, before, after }
  } finally {
    await server.stop()
  }
}
