import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { PlainFailure } from './plain-failure.ts'

const root = resolve(import.meta.dirname, '..', '..')
export const serverEntry = join(root, 'sync-server', 'index.ts')

/** What the server says on its first line once it answers. The rest only where it made a demo. */
export const ServerReady = z.object({
  ready: z.literal(true),
  url: z.url(),
  mailbox: z.url().optional(),
  booking: z.url().optional(),
  accounts: z.array(z.object({ email: z.string(), password: z.string(), role: z.string() })).default([]),
})
export type ServerReady = z.infer<typeof ServerReady>

/** The sync server as a process of its own. Disposing of it ends it in order. */
export type ServerProcess = AsyncDisposable & { readonly ready: ServerReady; readonly ended: Promise<void> }

const READY_WITHIN = 120_000
const ENDED_WITHIN = 15_000

/** Starts the sync server and waits until it answers. What it has to say to a person goes to stderr. */
export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, [serverEntry, ...args, '--json'], {
    // The channel tells the server, by closing, that this process is gone, even where it was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C must reach this process first, which ends the engine before the server.
    detached: process.platform !== 'win32',
  })
  const ended = once(child, 'exit').then(() => undefined)
  const said = passOn(child)
  try {
    const ready = await readyLine(child)
    // Its own sentence is enough, where it has said one.
    if (ready === undefined) throw new PlainFailure(said() ? '' : 'The server did not start.')
    return { ready, ended, [Symbol.asyncDispose]: () => endServer(child, ended) }
  } catch (error) {
    await endServer(child, ended)
    throw error
  }
}

// Sentences are passed on, of the structured log only warnings and worse; `said` whether there were any.
function passOn({ stderr }: ChildProcess): () => boolean {
  let said = false
  if (stderr === null) return () => said
  createInterface({ input: stderr }).on('line', (line) => {
    if (/^\{"level":[123]0,/.test(line)) return
    said = true
    process.stderr.write(`${line}\n`)
  })
  return () => said
}

async function readyLine(child: ChildProcess): Promise<ServerReady | undefined> {
  const { stdout } = child
  if (stdout === null) return undefined
  const lines = createInterface({ input: stdout })
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN)
  try {
    for await (const line of lines) {
      const ready = line.startsWith('{') ? ServerReady.safeParse(JSON.parse(line)) : undefined
      if (ready?.success) return ready.data
    }
    return undefined
  } finally {
    clearTimeout(timer)
    stdout.resume()
  }
}

async function endServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), ENDED_WITHIN)
  await ended
  clearTimeout(timer)
}
