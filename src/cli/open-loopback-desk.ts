import { join, resolve } from 'node:path'
import type { SyncState } from '../core/contract/sync-state.ts'
import type { Engine } from '../engine/create-engine.ts'
import { writeEngineFile } from '../engine/engine-file.ts'
import { serveLoopback, type Loopback } from '../host/loopback.ts'
import { openEngine } from './open-desk.ts'

export type LoopbackDesk = AsyncDisposable & { readonly loopback: Loopback }
export type Account = { readonly server: string; readonly email: string; password(): Promise<string> }

const pages = join(resolve(import.meta.dirname, '..', '..'), 'out', 'renderer')
const KNOWN_WITHIN = 3_000

/** Engine, sign-in, loopback host, announcement: opened in this order, ended in the reverse one. */
export async function openLoopbackDesk(
  folder: string,
  { account, port }: { account: Account | undefined; port: number },
): Promise<LoopbackDesk> {
  await using opening = new AsyncDisposableStack()
  const engine = opening.use(await openEngine(folder))
  if (account !== undefined) await signIn(engine, account)
  const loopback = opening.use(await serveLoopback(engine, { port, pages }))
  opening.use(await writeEngineFile(folder, { url: loopback.url, key: loopback.controlKey, pid: process.pid }))
  const all = opening.move()
  return { loopback, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

// Whoever is signed in there already is not asked again, unless the server has ended it.
async function signIn(engine: Engine, { server, email, password }: Account): Promise<void> {
  const session = await engine.call.session.get()
  const isSame = session.server === server && session.email === email
  if (isSame && (await problemOf(engine)) !== 'signed-out') return
  await engine.call.session.connect({ server, email, password: await password() })
}

async function problemOf({ call }: Engine): Promise<SyncState['problem']> {
  const states = await call.sync.watch(undefined, { signal: AbortSignal.timeout(KNOWN_WITHIN) })
  for await (const { phase, problem } of states) if (phase !== 'connecting') return problem
  return undefined
}
