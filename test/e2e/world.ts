import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDesk } from '../../src/cli/open-desk.ts'
import { ServerReady } from '../../src/cli/server-process.ts'
import type { DeskClient } from '../../src/engine/desk-client.ts'
import { eventually } from '../support/eventually.ts'
import { startProcess, type StartedProcess } from '../support/started-process.ts'

/** A sync server with the demo clinic and desks that are signed in to it, each a process of its own. */
export type World = AsyncDisposable & {
  readonly server: ServerReady
  /** The desk of the member at this place of the demo's accounts; a second call opens a second device of theirs. */
  openDesk(account: number): Promise<WorldDesk>
  /** Ends the server in order (or as told) and leaves its data. */
  stopServer(signal?: NodeJS.Signals): Promise<void>
  /** On the same data and the same port. */
  startServer(): Promise<void>
}

export type WorldDesk = {
  readonly call: DeskClient
  /** Opens the screens in one browser. */
  readonly url: string
  readonly folder: string
  readonly process: StartedProcess
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'dayloom-e2e-'))
  const everything = new AsyncDisposableStack()
  everything.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  const args = ['--data', join(folder, 'server'), '--demo', '--json']
  let process = await startProcess('sync-server/index.ts', [...args, '--port', '0'])
  everything.defer(async () => void (await process.end('SIGTERM')))
  const server = ServerReady.parse(process.ready)
  let desks = 0
  return {
    server,
    openDesk: (account) => openWorldDesk(everything, server, account, join(folder, `desk-${(desks += 1)}`)),
    stopServer: async (signal = 'SIGTERM') => void (await process.end(signal)),
    startServer: async () => {
      const again = [...args, '--port', new URL(server.url).port]
      // Meanwhile the port may have been lent to a connection of somebody else's.
      process = (await eventually(() => startProcess('sync-server/index.ts', again), { everyMs: 250 })).value
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  }
}

async function openWorldDesk(
  everything: AsyncDisposableStack,
  server: ServerReady,
  account: number,
  folder: string,
): Promise<WorldDesk> {
  const who = server.accounts[account]
  if (!who) throw new RangeError(`the demo has no account ${account}`)
  const args = ['desk', '--server', server.url, '--sign-in', who.email, '--data', folder, '--json', '--headless']
  const process = await startProcess('src/cli/index.ts', args, { env: { DAYLOOM_PASSWORD: who.password } })
  const { call, [Symbol.asyncDispose]: hangUp } = await openDesk(join(folder, 'desk'))
  const close = async () => {
    await hangUp()
    await process.end('SIGTERM')
  }
  everything.defer(close)
  return { call, url: String(process.ready['desk']), folder: join(folder, 'desk'), process, close }
}
