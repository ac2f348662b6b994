import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '../..')

/** One of the project's own programs, started as a person would, from its sources. */
export type StartedProcess = AsyncDisposable & {
  /** The first line of JSON on stdout. */
  readonly ready: Record<string, unknown>
  readonly pid: number
  /** Everything on stderr so far. */
  log(): string
  /** Sends `signal` and waits for the end; the exit code, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string>
  /** Waits for it to end by itself. */
  ended(): Promise<number | string>
}

export type ProcessOptions = {
  readonly env?: Readonly<Record<string, string>>
  readonly deadlineMs?: number
  /** False for one that is to be killed: it would count what it runs, and never say so. */
  readonly covered?: boolean
}

/** Starts `node <script> …args` and waits for its ready line; throws with its stderr when it ends or stays silent instead. */
export async function startProcess(
  script: string,
  args: readonly string[],
  { env = {}, deadlineMs = 120_000, covered = true }: ProcessOptions = {},
): Promise<StartedProcess> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...(covered ? coverage() : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text))
  const ready = await readyLine(child, () => log.join(''), deadlineMs)
  const end = async (signal: NodeJS.Signals) => endProcess(child, signal)
  return {
    ready,
    pid: child.pid ?? 0,
    log: () => log.join(''),
    end,
    ended: () => endOf(child),
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  }
}

function coverage(): Record<string, string> {
  const folder = process.env['DAYLOOM_COVERAGE']
  return folder ? { NODE_V8_COVERAGE: join(folder, 'node') } : {}
}

async function readyLine(child: ChildProcess, log: () => string, deadlineMs: number): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('no stdout')
  const lines = createInterface({ input: child.stdout })
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
  try {
    for await (const line of lines) if (line.startsWith('{')) return JSON.parse(line)
    throw new Error(`ended before it was ready:\n${log()}`)
  } finally {
    clearTimeout(timer)
    child.stdout.resume()
  }
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    // Generous: on a machine with much to do an end in order takes its time.
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
    await endOf(child)
    clearTimeout(timer)
  }
  return endOf(child)
}

async function endOf(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode ?? child.signalCode ?? 'unknown'
}

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs a program of the project to its end. */
export async function runProcess(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...coverage(), ...env },
  })
  const output = { stdout: '', stderr: '' }
  child.stdin.end()
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  await once(child, 'close')
  return { code: child.exitCode, ...output }
}
