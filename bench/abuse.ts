import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { CommandId } from '../src/core/model/ids.ts'
import { createCopy, documentOf, entryOf, writes } from './abuse/edits.ts'
import { wireDevice } from './abuse/wire-device.ts'

export type Abuse = {
  readonly kind: string
  /** Milliseconds from an honest edit to its acknowledgement. */
  readonly p50Ms: number
  readonly p99Ms: number
  readonly acknowledged: number
  /** For how long the server's one thread was held up at most. */
  readonly heldUpMs: number
  /** Of the abuser: what it sent, how often it was cut off, after how long first and with which code. */
  readonly sent: number
  readonly cut: number
  readonly firstCutMs: number | undefined
  readonly code: number | undefined
}

const HONEST = 20
const ABUSER = 20
const EVERY_MS = 200
const KINDS = process.env['BENCH_KINDS']?.split(',') ?? [
  'none',
  'garbage',
  'refused',
  'gaps',
  'huge',
  'heavy',
  'slowReader',
  'churn',
]

/** Twenty honest devices at five edits a second each, beside one that means harm: a fresh server for each way of it. */
export async function run({ short }: { short: boolean }): Promise<{ honest: number; seconds: number; abuse: Abuse[] }> {
  const seconds = short ? 5 : 15
  const abuse: Abuse[] = []
  for (const kind of KINDS) {
    const figures = await against(kind, seconds)
    process.stderr.write(`${JSON.stringify(figures)}\n`)
    abuse.push(figures)
  }
  return { honest: HONEST, seconds, abuse }
}

async function against(kind: string, seconds: number): Promise<Abuse> {
  const server = fork(join(import.meta.dirname, 'abuse/abused-server.ts'), {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  try {
    const { url, tokens } = await readyOf(server)
    const honest = await Promise.all(tokens.slice(0, HONEST).map((token, n) => honestDevice(url, token, n)))
    await pause(2_000)
    for (const one of honest) one.latencies.length = 0
    await ask(server)
    const abuser = kind === 'none' ? undefined : abuserOf(kind, url, tokens[ABUSER] ?? '')
    await pause(seconds * 1_000)
    const { heldUpMs } = await ask(server)
    const told = abuser ? await ask(abuser) : {}
    for (const one of honest) one.stop()
    const latencies = honest.flatMap((one) => one.latencies).sort((a, b) => a - b)
    const at = (share: number): number => Math.round((latencies[Math.floor(latencies.length * share)] ?? NaN) * 10) / 10
    const { sent = 0, closes: cut = 0, firstClose: firstCutMs, code } = told
    const figures = { p50Ms: at(0.5), p99Ms: at(0.99), acknowledged: latencies.length, heldUpMs: heldUpMs ?? NaN }
    return { kind, ...figures, sent, cut, firstCutMs, code }
  } finally {
    const ended = once(server, 'exit')
    if (server.connected) server.disconnect()
    await ended
  }
}

function abuserOf(kind: string, url: string, token: string): ChildProcess {
  const script = join(import.meta.dirname, 'abuse/abuser.ts')
  return fork(script, [kind, url, token, String(ABUSER)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

type Told = Partial<Record<'heldUpMs' | 'sent' | 'closes' | 'firstClose' | 'code', number>>

async function ask(child: ChildProcess): Promise<Told> {
  const answered = once(child, 'message')
  child.send('tell')
  const [told] = await answered
  return told
}

async function readyOf(server: ChildProcess): Promise<{ url: string; tokens: string[] }> {
  if (!server.stdout) throw new Error('nothing to read from')
  for await (const line of createInterface(server.stdout)) if (line.startsWith('{')) return JSON.parse(line)
  throw new Error('the server ended before it was ready')
}

/** Edits an entry of its own five times a second, whatever becomes of it. */
async function honestDevice(url: string, token: string, person: number) {
  const device = await wireDevice(url, token)
  const latencies: number[] = []
  const sent = new Map<string, number>()
  const copy = createCopy()
  const entry = entryOf(person)
  let revision = 0
  device.onMessage = (message) => {
    const began = message.kind === 'accepted' ? sent.get(message.id) : undefined
    if (began !== undefined) latencies.push(performance.now() - began)
  }
  const edit = (): void => {
    const update = copy(writes([{ ...entry, title: `Visit ${(revision += 1)}` }]))
    const id = CommandId.parse(randomUUID())
    sent.set(id, performance.now())
    device.send({ kind: 'command', id, parts: [{ document: documentOf(person), epoch: 0, update }] })
  }
  await pause(Math.random() * EVERY_MS)
  const timer = setInterval(edit, EVERY_MS)
  return {
    latencies,
    stop: () => {
      clearInterval(timer)
      device.socket.terminate()
    },
  }
}
