import { LARGEST_COMMAND, type DeviceMessage, type ServerMessage } from '../../core/contract/sync-protocol.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { Room } from '../../storage/desk/outgoing-commands.ts'
import type { Ending } from './line.ts'
import type { OutgoingCommand, Replica } from './replica.ts'

/** The commands on their way out, in order: at most `credit` unanswered ones at a time, and 8 MB. */
export type Outflow = {
  /** Caught up: whatever of ours the server had stored before has been heard of by now. */
  open(credit: number): void
  accepted(id: CommandId): void
  refused(message: Extract<ServerMessage, { kind: 'refused' }>): Promise<Ending | undefined>
  /** Documents were taken away under the waiting commands. */
  unsettle(): void
  pump(): Promise<void>
}

/** Bytes of commands on their way: enough for a line that is fast and long, and no more than waits on a slow one for minutes. */
const UNDER_WAY = 8 * LARGEST_COMMAND

/** `misplaced`: the commands that the server could not place; it outlives the conversation. */
export function createOutflow(
  replica: Replica,
  send: (message: DeviceMessage) => void,
  misplaced: Set<CommandId>,
): Outflow {
  const inFlight = createFlight()
  let credit = 0
  let unsettled = true
  const anew = createAnew()

  const setAside = async (id: CommandId, reason: string): Promise<undefined> => {
    await replica.refuse(id, reason)
    unsettled = true
  }
  const sendSome = async (): Promise<number> => {
    const commands = await replica.waiting(inFlight.ids(), inFlight.room(credit))
    for (const { id, parts } of commands) {
      const bytes = bytesOf(parts)
      // Sent, it would end every conversation for ever, and nothing behind it would get through.
      if (bytes > LARGEST_COMMAND) return (await setAside(id, 'too-large')) ?? 0
      inFlight.add(id, bytes)
      send({ kind: 'command', id, parts })
    }
    return commands.length
  }
  const pump = async (): Promise<void> => {
    if (credit === 0 || (unsettled && inFlight.ids().size > 0)) return
    if (unsettled) {
      await replica.settle(anew.take())
      unsettled = false
    }
    while (inFlight.ids().size < credit && (await sendSome()) > 0);
    if (unsettled) await pump()
  }

  const refuseRetry = (id: CommandId): Ending | undefined => {
    // It stood on a command that was refused: settling makes it anew.
    if (unsettled) return undefined
    if (!misplaced.delete(id)) {
      misplaced.add(id)
      return { kind: 'again' }
    }
    anew.add(id)
    unsettled = true
    return undefined
  }

  return {
    open: (given) => {
      credit = given
    },
    accepted: (id) => {
      inFlight.delete(id)
      misplaced.delete(id)
    },
    refused: async ({ id, reason, retry }) => {
      inFlight.delete(id)
      if (retry) return refuseRetry(id)
      // Written before this desk was restored from a backup, by what was another device then.
      return reason === 'client-id' && anew.add(id) ? void (unsettled = true) : setAside(id, reason)
    },
    unsettle: () => void (unsettled = true),
    pump,
  }
}

/** The commands that are made anew when it is settled next. */
function createAnew() {
  const ever = new Set<CommandId>()
  const next: CommandId[] = []
  return {
    /** False for one that was made anew in this conversation before. */
    add: (id: CommandId): boolean => {
      next.push(id)
      return ever.size < ever.add(id).size
    },
    take: (): CommandId[] => next.splice(0),
  }
}

/** What is on its way, and how much more may be. */
function createFlight() {
  const ids = new Set<CommandId>()
  const sizes = new Map<CommandId, number>()
  let bytes = 0
  return {
    ids: (): ReadonlySet<CommandId> => ids,
    add: (id: CommandId, size: number): void => {
      ids.add(id)
      sizes.set(id, size)
      bytes += size
    },
    delete: (id: CommandId): void => {
      if (!ids.delete(id)) return
      bytes -= sizes.get(id) ?? 0
      sizes.delete(id)
    },
    room: (credit: number): Room => ({ commands: credit - ids.size, bytes: UNDER_WAY - bytes }),
  }
}

function bytesOf(parts: OutgoingCommand['parts']): number {
  return parts.reduce((sum, { update }) => sum + update.byteLength, 0)
}
