import { createCrowd, type Belief, type Crowd, type Propagation } from './crowd.ts'
import { joinDocuments, type Joined, type JoinOrder } from './join-documents.ts'
import { seedDocument, type SeedOrder } from './seed-document.ts'
import type { CrowdOrder } from './gather.ts'

// Clients of a sync server as a process of their own: does what it is told to over its channel, and answers with what it saw.

export type Order =
  | ({ readonly do: 'gather' } & CrowdOrder)
  | { readonly do: 'steady'; readonly seconds: number }
  | { readonly do: 'flat'; readonly seconds: number; readonly inFlight: number }
  | { readonly do: 'believe'; readonly edits: number; readonly kill: number | undefined }
  | ({ readonly do: 'join' } & JoinOrder)
  | ({ readonly do: 'seed' } & SeedOrder)

/** What each order is answered with. */
export type Answers = {
  readonly gather: { readonly clients: number }
  readonly steady: Propagation
  readonly flat: Propagation
  readonly believe: { readonly beliefs: readonly Belief[]; readonly ms: number }
  readonly join: Joined
  readonly seed: { readonly bytes: number }
}

let crowd: Crowd | undefined

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'join') return joinDocuments(order)
  if (order.do === 'seed') return seedDocument(order)
  if (order.do === 'gather') {
    crowd = await createCrowd(order)
    return { clients: order.seats.length }
  }
  if (!crowd) throw new Error('nobody is there')
  if (order.do === 'steady') return crowd.steady(order.seconds)
  if (order.do === 'flat') return crowd.flat(order.seconds, order.inFlight)
  return crowd.believe(order.edits, order.kill)
}

// Whoever started us is gone.
process.on('disconnect', () => process.exit(1))
process.on('message', (order: Order) => {
  void answer(order)
})

async function answer(order: Order): Promise<void> {
  const before = process.cpuUsage()
  try {
    const answer = await obey(order)
    const { user, system } = process.cpuUsage(before)
    process.send?.({ answer, cpuMs: (user + system) / 1_000 })
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : 'failed' })
  }
}
