import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { type Clinic, createNode, type Node, setUp } from '../booking/booking-world.ts'

export type ListeningNode = AsyncDisposable & {
  readonly node: Node
  readonly url: string
  readonly store: PostgresStore
}

/** A process of the server with a clinic in it, at an address that a browser can open. */
export async function listeningNode(clinic: Clinic): Promise<ListeningNode> {
  const store = await freshPglite()
  const node = await createNode(store)
  await setUp(node, clinic)
  const url = await node.app.listen({ host: '127.0.0.1', port: 0 })
  const end = async () => {
    await node[Symbol.asyncDispose]()
    await store.close()
  }
  return { node, url, store, [Symbol.asyncDispose]: end }
}
