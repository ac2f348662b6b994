import { setTimeout as pause } from 'node:timers/promises'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { CLOSE, DEVICE_SUBPROTOCOL } from '../../core/contract/sync-protocol.ts'
import { Refusal } from '../../core/contract/refusal.ts'
import type { SyncState } from '../../core/contract/sync-state.ts'
import type { CommandId, DeviceId } from '../../core/model/ids.ts'
import { StorageError } from '../../storage/storage-error.ts'
import type { Connect } from '../connect.ts'
import { backoff } from './backoff.ts'
import { converse } from './converse.ts'
import { isUnreachable } from './is-unreachable.ts'
import { openLine, type Ending, type Line } from './line.ts'
import type { Onlookers } from './onlookers.ts'
import type { Replica } from './replica.ts'
import { serverClient } from './server-client.ts'
import type { SyncStatus } from './sync-status.ts'

export type SyncDeps = {
  readonly connect: Connect
  readonly replica: Replica
  readonly status: SyncStatus
  readonly onlookers: Onlookers
  /** The server's address. */
  readonly server: string
  readonly device: DeviceId
  /** The secret of the signed-in session; undefined: signed out. */
  session(): string | undefined
  readonly now: () => number
  readonly random: () => number
  /** Milliseconds between pings. */
  readonly pingEvery: number
  /** This device may not be here any more, says the server. Nothing is tried again after that. */
  revoked(): void
  log(event: string, details: Readonly<Record<string, unknown>>): void
}

/** Keeps one desk and one server in agreement for as long as it lives. */
export type Sync = AsyncDisposable & {
  /** A command has come into the outbox. */
  poke(): void
}

const Token = z.object({ token: z.string().min(1) })

type Problem = SyncState['problem'] | 'revoked'

export function createSync(deps: SyncDeps): Sync {
  const stopped = new AbortController()
  let line: Line | undefined
  const running = keepTalking(deps, stopped.signal, (opened) => {
    line = opened
  })
  return {
    poke: () => line?.wake(),
    [Symbol.asyncDispose]: async () => {
      stopped.abort()
      line?.end({ kind: 'closed', code: 1000 })
      await running
    },
  }
}

/** Milliseconds after which a line that was lost counts as one that was good. */
const STEADY = 10_000

async function keepTalking(deps: SyncDeps, stopped: AbortSignal, opened: (line: Line) => void): Promise<void> {
  const misplaced = new Set<CommandId>()
  for (let failures = 0; !stopped.aborted;) {
    deps.status.stand({ phase: 'connecting', problem: deps.status.get().problem })
    let onlineAt = Infinity
    const caughtUp = () => {
      onlineAt = deps.now()
      deps.status.stand({ phase: 'online', problem: undefined })
    }
    const problem = await talk(deps, { misplaced, opened, caughtUp, stopped })
    if (stopped.aborted) return
    deps.status.stand({ phase: 'offline', problem: problem === 'revoked' ? 'signed-out' : problem })
    // Nothing but signing in again helps, and that begins anew.
    if (problem === 'signed-out') return
    if (problem === 'revoked') return deps.revoked()
    // A server that takes everybody in and soon sends them away again is not helped by coming back at once.
    const wentWell = onlineAt < Infinity && (problem === undefined || deps.now() - onlineAt > STEADY)
    failures = wentWell ? 1 : failures + 1
    await pause(backoff(failures, deps.random()), undefined, { signal: stopped }).catch(() => undefined)
  }
}

type Talk = {
  readonly misplaced: Set<CommandId>
  opened(line: Line): void
  caughtUp(): void
  readonly stopped: AbortSignal
}

/** One attempt, to its end; why it ended. */
async function talk(deps: SyncDeps, { misplaced, opened, caughtUp, stopped }: Talk): Promise<Problem> {
  const { replica, status, log } = deps
  try {
    const token = await syncToken(deps, stopped)
    if (token === 'signed-out' || token === 'revoked') return token
    if (stopped.aborted) return undefined
    using line = openLine(
      deps.connect.openSocket(syncUrl(deps.server), [DEVICE_SUBPROTOCOL, `token.${token.token}`]),
      deps,
    )
    opened(line)
    const ending = await converse({
      line,
      replica,
      onlookers: deps.onlookers,
      misplaced,
      caughtUp,
      progressed: status.count,
    })
    log('sync ended', { ending })
    return problemOf(ending)
  } catch (error) {
    // The disk refused, or we have made a mistake: the documents are as they were, and the desk goes on without a server.
    log('sync failed', { error })
    if (error instanceof StorageError) return error.reason === 'disk-full' ? 'disk-full' : 'storage-failed'
    return isUnreachable(error) ? 'unreachable' : 'server-error'
  }
}

type TokenAnswer = z.infer<typeof Token> | 'signed-out' | 'revoked'

async function syncToken(deps: SyncDeps, stopped: AbortSignal): Promise<TokenAnswer> {
  const { connect, server, device } = deps
  const session = deps.session()
  if (session === undefined) return 'signed-out'
  try {
    const client = serverClient({ connect, server, session, stopped })
    return Token.parse(await client.accounts.syncToken({ device }))
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    if (error.code === 'UNAUTHORIZED') return 'signed-out'
    if (error.code === 'REFUSED' && Refusal.safeParse(error.data).data?.reason === 'device-revoked') return 'revoked'
    throw error
  }
}

function syncUrl(server: string): string {
  const url = new URL(server)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/sync`
  return url.href
}

function problemOf(ending: Ending): Problem {
  if (ending.kind === 'protocol') return 'protocol'
  if (ending.kind === 'again') return undefined
  switch (ending.code) {
    case CLOSE.unauthenticated:
    case CLOSE.revoked:
    case CLOSE.forbidden:
      // The session may be good still: asking for the next token tells.
      return undefined
    case CLOSE.malformed:
      return 'protocol'
    case CLOSE.abuse:
    case CLOSE.slow:
      return 'server-error'
    default:
      return 'unreachable'
  }
}
