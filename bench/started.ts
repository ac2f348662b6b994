import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Started = {
  /** Its first line of JSON. */
  readonly ready: Readonly<Record<string, unknown>>
  /** Megabytes resident now; undefined where the system does not tell. */
  rssMb(): number | undefined
  /** Milliseconds of processor time so far, on its own threads; undefined where the system does not tell. */
  cpuMs(): number | undefined
  end(): Promise<void>
}

/** A program of the project, by its path, started from its sources; ends by itself when its stdin does, or by SIGTERM. */
export async function started(
  script: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Started> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', script), ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  })
  const ready = await firstJson(child)
  return {
    ready,
    rssMb: () => residentMb(child.pid),
    cpuMs: () => processorMs(child.pid),
    end: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      // A program that ends with its stdin alone would be cut short.
      if (script.startsWith('sync-server/')) child.kill('SIGTERM')
      await ended
    },
  }
}

async function firstJson({ stdout, pid }: ChildProcess): Promise<Record<string, unknown>> {
  if (stdout) {
    for await (const line of createInterface({ input: stdout })) {
      if (!line.startsWith('{')) continue
      stdout.resume()
      return JSON.parse(line)
    }
  }
  throw new Error(`process ${pid} ended before it was ready`)
}

export function residentMb(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1_024)
}

/** Linux counts in hundredths of a second. */
function processorMs(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * 10
}
