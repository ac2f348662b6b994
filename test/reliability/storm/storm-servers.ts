import { setTimeout as sleep } from 'node:timers/promises'
import { type StartedProcess, startProcess } from '../../support/started-process.ts'

export type StormServers = AsyncDisposable & {
  /** Of the demo's first link, on each server. */
  readonly urls: readonly string[]
  /** kill -9, and a start on the same port. */
  killAgain(index: number): Promise<void>
  /** In order, as one ends a server. */
  end(): Promise<void>
}

/** Servers on one database: the first makes the demo, the rest find it. */
export async function startServers(
  count: number,
  { args, env }: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Promise<StormServers> {
  const start = (port: string): Promise<StartedProcess> =>
    startProcess('sync-server/index.ts', [...args, '--port', port, '--demo', '--json'], {
      covered: false,
      // A load generator is one address that asks for everything.
      env: { RATE_LIMITS: 'off', ...env },
    })
  const running: StartedProcess[] = []
  for (let index = 0; index < count; index += 1) running.push(await start('0'))
  const urls = running.map(({ ready }) => String(ready['booking']).replace(/\/$/, ''))
  const end = async (): Promise<void> => void (await Promise.all(running.map((one) => one.end('SIGTERM'))))
  return {
    urls,
    killAgain: async (index) => {
      await running[index]?.end('SIGKILL')
      running[index] = await startAnew(() => start(new URL(urls[index] ?? '').port))
    },
    end,
    [Symbol.asyncDispose]: end,
  }
}

/** Where the port is not free again at once. */
async function startAnew(start: () => Promise<StartedProcess>): Promise<StartedProcess> {
  for (let patience = 5; ; patience -= 1) {
    try {
      return await start()
    } catch (error) {
      if (patience === 0) throw error
      await sleep(200)
    }
  }
}
