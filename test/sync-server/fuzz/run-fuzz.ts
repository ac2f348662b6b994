import * as Y from 'yjs'
import { decodeMessage, DeviceMessage, encodeMessage } from '../../../src/core/contract/sync-protocol.ts'
import { CommandId, DeviceId, MemberId } from '../../../src/core/model/ids.ts'
import { readStockFrame } from '../../../sync-server/documents/stock-frames.ts'
import { seededRandom, type Random } from '../../sync/seeded-random.ts'
import { id } from '../started-server.ts'
import { forgeries } from './forgeries.ts'
import { freshEdits } from './fresh-edits.ts'
import { createFuzzWorld, GUARD, type FuzzPart, type FuzzWorld, type FuzzWriter, type Guard } from './fuzz-world.ts'
import { mutationsOf, type Corpus, type Mutation } from './mutations.ts'
import type { Recorded } from './recorded-messages.ts'

export type FuzzFigures = {
  messages: number
  accepted: number
  undecodable: number
  refused: Record<string, number>
  /** Of one message, from its bytes to the rows: milliseconds of this thread, and by the clock. */
  slowestCpu: number
  slowestWall: number
}
export type FuzzFault = {
  readonly round: number
  readonly seed: number
  readonly message: number
  readonly what: string
}

/** Messages to one and the same world, before a fresh one is made. */
const ROUND = 500
const OTHER = id(MemberId, 77)

/** `first`: the round to begin with, of those that `seed` stands for: so that one with a fault can be had again. */
export type FuzzOptions = {
  readonly seed: number
  readonly count: number
  readonly guard?: Guard
  readonly first?: number
}

/** So many rounds with a fault say enough. */
const MOST_FAULTS = 20

/** Sends `count` mutated messages past the guard. A round ends with its first fault, which names the round's seed. */
export async function runFuzz(
  recorded: Recorded,
  { seed, count, guard = GUARD, first = 0 }: FuzzOptions,
): Promise<{ figures: FuzzFigures; faults: FuzzFault[] }> {
  const figures = { messages: 0, accepted: 0, undecodable: 0, refused: {}, slowestCpu: 0, slowestWall: 0 }
  const plan = await planOf(recorded, seed)
  const faults: FuzzFault[] = []
  for (let round = first; figures.messages < count && faults.length < MOST_FAULTS; round++) {
    const fault = await playRound({ recorded, plan, guard, figures, seed: seed + round, round })
    if (fault) faults.push(fault)
  }
  return { figures, faults }
}

/** The same in all rounds of a run: what is sent, and what is done to it. */
type Plan = { readonly messages: readonly Sent[]; readonly mutations: readonly Mutation[] }

async function planOf(recorded: Recorded, seed: number): Promise<Plan> {
  const world = createFuzzWorld(GUARD, [recorded.member, OTHER])
  await playRecorded(world, recorded)
  const messages = messagesFor(world, recorded, seededRandom(seed))
  const corpus: Corpus = { messages: messages.map(({ bytes }) => bytes), ...vocabulary(messages) }
  return { messages, mutations: mutationsOf(corpus) }
}

/** Everything that the desk wrote is taken as it is. */
async function playRecorded(world: FuzzWorld, recorded: Recorded): Promise<void> {
  for (const parts of commandsIn(recorded.device)) {
    const refused = await world.submit(writerOf(recorded, recorded.member, 1), parts)
    if (refused !== undefined) throw new Error(`an honest command was refused: ${refused}`)
  }
}

function writerOf({ workspace }: Recorded, member: MemberId, device: number): FuzzWriter {
  return { workspace, member, device: id(DeviceId, device) }
}

type Round = {
  readonly recorded: Recorded
  readonly plan: Plan
  readonly guard: Guard
  readonly figures: FuzzFigures
  readonly seed: number
  readonly round: number
}

async function playRound(playing: Round): Promise<FuzzFault | undefined> {
  const { recorded, plan, guard, figures, seed, round } = playing
  const random = seededRandom(seed)
  const world = createFuzzWorld(guard, [recorded.member, OTHER])
  const writers = [1, 2].flatMap((device) => [
    writerOf(recorded, recorded.member, device),
    writerOf(recorded, OTHER, device + 10),
  ])
  await playRecorded(world, recorded)
  for (let message = 1; message <= ROUND; message++) {
    const chosen = random.pick(plan.messages)
    const writer = random.pick(writers)
    if (!chosen || !writer) throw new Error('nothing is sent')
    const sent = { ...chosen, bytes: mutated(chosen.bytes, plan.mutations, random) }
    const what = await send(world, writer, sent, figures).catch((error: unknown) => `it threw: ${String(error)}`)
    if (what !== undefined) return { round, seed, message, what }
  }
  const [what] = world.faults(world.documents())
  return what === undefined ? undefined : { round, seed, message: ROUND, what }
}

// As it is (sent by another person, that is an attack too), mostly one change, seldom several.
const TIMES = [0, 1, 1, 1, 1, 1, 1, 2, 2, 4]

function mutated(bytes: Uint8Array, mutations: readonly Mutation[], random: Random): Uint8Array {
  let changed = bytes
  for (let times = random.pick(TIMES) ?? 1; times > 0; times--) {
    changed = random.pick(mutations)?.change(changed, random) ?? changed
  }
  return changed
}

type Sent = {
  readonly way: 'device' | 'stock' | 'update'
  readonly bytes: Uint8Array
  /** Where a stock client or a bare update goes to. */
  readonly document: string
}

function messagesFor(world: FuzzWorld, recorded: Recorded, random: Random): Sent[] {
  const people = [recorded.member, OTHER]
  const fresh = world
    .documents()
    .flatMap((name) => freshEdits(name, world.document(name) ?? new Y.Doc(), people, random))
  const parts = [...commandsIn(recorded.device).flat(), ...fresh]
  const frames = fresh.map((part) =>
    encodeMessage({ kind: 'command', id: id(CommandId, 1), parts: [{ ...part, epoch: 0 }] }),
  )
  return [
    ...[...recorded.device, ...frames].map((bytes) => ({ way: 'device' as const, bytes, document: '' })),
    ...recorded.stock.map((bytes) => ({ way: 'stock' as const, bytes, document: recorded.document })),
    ...parts.map(({ update: bytes, document }) => ({ way: 'update' as const, bytes, document })),
  ]
}

function commandsIn(frames: readonly Uint8Array[]): FuzzPart[][] {
  return frames.flatMap((frame) => {
    const message = decodeMessage(DeviceMessage, frame)
    return message?.kind === 'command' ? [message.parts] : []
  })
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const WORD =
  /(?:base|title|time|notes|status:[a-z-]+|cancellation|appointments|schedules|meta|schema|by|at|deletedAt|createdBy|calendar|movedTo:|imported|earlier:)/g

function vocabulary(messages: readonly Sent[]): Pick<Corpus, 'ids' | 'words'> {
  const text = messages.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n')
  return { ids: [...new Set(text.match(UUID))], words: [...new Set(text.match(WORD))] }
}

async function send(
  world: FuzzWorld,
  writer: FuzzWriter,
  sent: Sent,
  figures: FuzzFigures,
): Promise<string | undefined> {
  figures.messages += 1
  const reading = stopwatch()
  const parts = partsOf(sent)
  const read = reading()
  const names = (parts ?? []).map(({ document }) => document)
  const before = parts && { state: world.state(names), entries: contentOf(world, names) }
  const judging = stopwatch()
  const refused = parts && (await world.submit(writer, parts))
  const judged = judging()
  figures.slowestCpu = Math.max(figures.slowestCpu, read.cpu + judged.cpu)
  figures.slowestWall = Math.max(figures.slowestWall, read.wall + judged.wall)
  if (!before) {
    figures.undecodable += 1
    return undefined
  }
  if (refused !== undefined) {
    figures.refused[refused] = (figures.refused[refused] ?? 0) + 1
    return world.state(names) === before.state ? undefined : `a refusal (${refused}) left something behind`
  }
  figures.accepted += 1
  const forged = forgeries(before.entries, contentOf(world, names), writer.member)
  if (forged.length > 0) return forged.join('; ')
  return figures.accepted % 10 === 0 ? world.faults(names)[0] : undefined
}

/** Milliseconds of this thread, and by the clock. */
function stopwatch(): () => { cpu: number; wall: number } {
  const cpu = process.threadCpuUsage()
  const wall = performance.now()
  return () => {
    const { user, system } = process.threadCpuUsage(cpu)
    return { cpu: (user + system) / 1_000, wall: performance.now() - wall }
  }
}

function partsOf({ way, bytes, document }: Sent): readonly FuzzPart[] | undefined {
  switch (way) {
    case 'update':
      return [{ document, epoch: 0, update: bytes }]
    case 'device': {
      const message = decodeMessage(DeviceMessage, bytes)
      return message?.kind === 'command' ? message.parts : undefined
    }
    case 'stock': {
      const message = readStockFrame(bytes)
      return message?.kind === 'update' ? [{ document, epoch: undefined, update: message.update }] : undefined
    }
  }
}

function contentOf(world: FuzzWorld, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, world.document(name)?.getMap('appointments').toJSON()]))
}
