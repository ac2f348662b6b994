import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server under measurement, started with Node as it is installed and one thing more: it collects garbage when asked. */
export type ServerProcess = {
  readonly pid: number
  /** Processor time in ms of the server, and of what stores its data in other processes. */
  cpuMs(): number
  /** After a garbage collection: the process's memory, and what of it is in use, in bytes. */
  memory(): Promise<Memory>
  /** SIGTERM, and SIGKILL where it does not end by that. */
  stop(): Promise<void>
  /** Settles when it has ended, however. */
  readonly ended: Promise<void>
}

export type Memory = { readonly rss: number; readonly used: number }

type Start = {
  readonly script: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Of other processes that work for it. */
  readonly helpers?: () => readonly number[]
}

const COLLECTOR = join(import.meta.dirname, 'collect-on-request.mjs')
const STOP_WITHIN_MS = 10_000

/** `port`: of the first line on stdout in which `portIn` finds one. */
export async function startServerProcess(
  { script, args = [], env = {}, helpers = () => [] }: Start,
  portIn: (line: string) => number | undefined,
): Promise<ServerProcess & { port: number }> {
  const profile = process.env['BENCH_PROFILE']
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const child = spawn(process.execPath, [...flags, '--expose-gc', '--import', COLLECTOR, script, ...args], {
    stdio: ['ignore', 'pipe', process.env['BENCH_LOUD'] === undefined ? 'ignore' : 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  const ended = once(child, 'exit').then(() => undefined)
  const port = await firstPort(child, portIn)
  const pid = child.pid ?? 0
  return {
    pid,
    port,
    ended,
    cpuMs: () => [pid, ...helpers()].reduce((sum, one) => sum + processorMs(one), 0),
    memory: () => askMemory(child, ended),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await ended
      clearTimeout(late)
    },
  }
}

async function firstPort(child: ChildProcess, portIn: (line: string) => number | undefined): Promise<number> {
  let text = ''
  const { stdout } = child
  if (stdout) {
    for await (const chunk of stdout) {
      text += String(chunk)
      const port = text
        .split('\n')
        .map(portIn)
        .find((found) => found !== undefined)
      if (port === undefined) continue
      stdout.on('data', () => undefined)
      return port
    }
  }
  throw new Error(`process ${child.pid} ended before it listened: ${text}`)
}

/** Not a number where it has ended or does not answer: one that ran out of memory, for instance. */
async function askMemory(child: ChildProcess, ended: Promise<void>): Promise<Memory> {
  let least: Memory = { rss: NaN, used: NaN }
  for (let round = 0; round < 3 && child.connected; round++) {
    const answered = once(child, 'message')
    child.send('collect', () => undefined)
    const answer = await Promise.race([answered, ended, sleep(ANSWER_WITHIN_MS)])
    if (!answer) return { rss: NaN, used: NaN }
    const [{ rss, used }] = answer
    if (!(least.rss < rss)) least = { rss, used }
    await sleep(150)
  }
  return least
}

const ANSWER_WITHIN_MS = 30_000

/** The processes that `parent` started, and theirs. */
export function descendantsOf(parent: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const stat = Number.isInteger(pid) ? statOf(pid) : undefined
    if (stat) parents.set(pid, Number(stat[1]))
  }
  const found: number[] = []
  for (let last = [parent]; last.length > 0;) {
    last = [...parents].filter(([, of]) => last.includes(of)).map(([pid]) => pid)
    found.push(...last)
  }
  return found
}

function processorMs(pid: number): number {
  const stat = statOf(pid)
  return stat ? (Number(stat[11]) + Number(stat[12])) * 10 : 0
}

/** The fields of /proc/pid/stat behind the name, from the state on; Linux counts in hundredths of a second. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
