import { setTimeout as sleep } from 'node:timers/promises'
import type { Contender } from './contender.ts'
import type { Belief } from './crowd.ts'
import { startGenerator } from './generator.ts'
import type { Joined } from './join-documents.ts'
import { documentOf, GROUP } from './names.ts'

export type LossFigures = {
  /** Edits that clients believed to be kept. */
  readonly edits: number
  /** Of these, how many a server started again on the same data does not have: killed so many seconds after the last of them. */
  readonly lost: Readonly<Record<string, number>>
}

export type LossPlan = { readonly edits: number; readonly clients: number; readonly afterSeconds: readonly number[] }

export async function measureLoss(
  contender: Contender,
  { edits, clients, afterSeconds }: LossPlan,
): Promise<LossFigures> {
  const lost: Record<string, number> = {}
  for (const seconds of afterSeconds) lost[`${seconds} s`] = await lose(contender, { edits, clients, seconds })
  return { edits, lost }
}

async function lose(
  contender: Contender,
  { edits, clients, seconds }: { edits: number; clients: number; seconds: number },
) {
  await using ground = await contender.ground()
  const { beliefs } = await killOne()
  return missingOf(beliefs, await readAgain())

  async function killOne(): Promise<{ readonly beliefs: readonly Belief[] }> {
    const server = await ground.start()
    try {
      await using generator = startGenerator()
      const seats = Array.from({ length: clients }, (_, n) => ground.seat(n))
      await generator.ask({ do: 'gather', wire: contender.wire, port: server.port, seats, run: 1 })
      const kill = seconds === 0 ? server.pid : undefined
      const { answer } = await generator.ask({ do: 'believe', edits, kill })
      await sleep(seconds * 1_000)
      if (kill === undefined) process.kill(server.pid, 'SIGKILL')
      await server.ended
      return answer
    } finally {
      await server.stop()
    }
  }
  async function readAgain(): Promise<Joined['clocks']> {
    const server = await ground.start()
    try {
      await using generator = startGenerator()
      // The first member of each group reads its document.
      const groups = Array.from({ length: clients / GROUP }, (_, n) => n)
      const seats = groups.map((group) => ground.seat(group * GROUP, [documentOf(group)]))
      const order = { do: 'join', wire: contender.wire, port: server.port, seats, entities: undefined } as const
      const { answer } = await generator.ask({ ...order, documents: groups.length })
      return answer.clocks
    } finally {
      await server.stop()
    }
  }
}

/** An edit is three clock units long. */
function missingOf(beliefs: readonly Belief[], clocks: Joined['clocks']): number {
  return beliefs.reduce((sum, { document, client, clock, edits }) => {
    const missing = Math.ceil((clock - (clocks[document]?.[`${client}`] ?? 0)) / 3)
    return sum + Math.min(edits, Math.max(0, missing))
  }, 0)
}
