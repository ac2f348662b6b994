import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { residentMb } from './started.ts'

export type ServerStart = {
  /** Milliseconds from the start of the process to its ready line; the median of `runs`. */
  readonly freshMs: number
  readonly reopenMs: number
  /** Megabytes resident when ready; undefined where the system does not tell. */
  readonly freshRssMb: number | undefined
  readonly reopenRssMb: number | undefined
  readonly runs: number
}

type Start = { readonly ms: number; readonly rssMb: number | undefined }

/** The sync server on PGlite: its first start on an empty folder, and another on the same. */
export async function run({ short }: { short: boolean }): Promise<ServerStart> {
  const runs = short ? 1 : 5
  const fresh: Start[] = []
  const reopened: Start[] = []
  for (let n = 0; n < runs; n++) {
    const folder = mkdtempSync(join(tmpdir(), 'dayloom-bench-'))
    fresh.push(await startOnce(folder))
    reopened.push(await startOnce(folder))
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    freshMs: median(fresh.map(({ ms }) => ms)),
    reopenMs: median(reopened.map(({ ms }) => ms)),
    freshRssMb: median(fresh.flatMap(({ rssMb }) => rssMb ?? [])),
    reopenRssMb: median(reopened.flatMap(({ rssMb }) => rssMb ?? [])),
    runs,
  }
}

async function startOnce(folder: string): Promise<Start> {
  const began = performance.now()
  const entry = join(import.meta.dirname, '../sync-server/index.ts')
  const child = spawn(process.execPath, [entry, '--data', folder, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
  const ms = performance.now() - began
  if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
  const rssMb = residentMb(child.pid)
  child.kill('SIGTERM')
  await ended
  return { ms, rssMb }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
