import { hostname } from 'node:os'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import { network } from '../engine/connect.ts'
import { createEngine, type Engine } from '../engine/create-engine.ts'
import type { DeskClient } from '../engine/desk-client.ts'
import { readEngineFile, type EngineFile } from '../engine/engine-file.ts'
import { fileSecrets } from '../engine/file-secrets.ts'
import { newId } from '../engine/new-id.ts'
import { instant } from '../core/model/instant.ts'

export type OpenDesk = AsyncDisposable & { readonly call: DeskClient }

const ANSWERS_WITHIN = 10_000

/** The engine on a desk's folder: the one that runs there, else one of our own for as long as it is needed. */
export async function openDesk(folder: string): Promise<OpenDesk> {
  const running = await readEngineFile(folder)
  const reached = running && (await reachEngine(running))
  if (reached !== undefined) return reached
  // The announcement may be a dead engine's whose process id is another's by now: the lock on the folder decides.
  const engine = await openEngine(folder)
  return { call: engine.call, [Symbol.asyncDispose]: () => engine.close() }
}

/** An engine of this process on a desk's folder. Throws FolderInUseError where another process has one. */
export function openEngine(folder: string): Promise<Engine> {
  return createEngine({
    dataDir: folder,
    connect: network(),
    now: () => instant(Date.now()),
    newId,
    secrets: fileSecrets(folder),
    deviceName: hostname(),
  })
}

/** Undefined where nobody answers there. */
async function reachEngine({ url, key }: EngineFile): Promise<OpenDesk | undefined> {
  const headers = { authorization: `Bearer ${key}` }
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/rpc`, { headers, handshakeTimeout: ANSWERS_WITHIN })
  const isOpen = await new Promise((resolve) => {
    socket.once('open', () => resolve(true))
    socket.on('error', () => resolve(false))
  })
  if (isOpen !== true) return undefined
  socket.on('error', () => socket.terminate())
  const call: DeskClient = createORPCClient(new RPCLink({ websocket: socket }))
  return { call, [Symbol.asyncDispose]: async () => socket.close() }
}
