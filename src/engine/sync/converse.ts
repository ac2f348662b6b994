import { PROTOCOL_VERSION, type ServerMessage } from '../../core/contract/sync-protocol.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { Ending, Line } from './line.ts'
import { createOutflow, type Outflow } from './outflow.ts'
import type { Onlookers } from './onlookers.ts'
import { OutOfStep, type LogMessage, type Replica } from './replica.ts'

export type Conversation = {
  readonly line: Line
  readonly replica: Replica
  readonly onlookers: Onlookers
  /** The commands that the server could not place the last time; kept from one conversation to the next. */
  readonly misplaced: Set<CommandId>
  /** Everything up to the heads of the welcome is here. */
  caughtUp(): void
  /** After every batch: the counts of what waits may have changed. */
  progressed(): Promise<void>
}

// One transaction on the disk for all that has piled up meanwhile, within reason.
const BATCH = 500

/** One line's life: hello, catching up, then commands out and entries in, until it ends. Throws what the disk throws. */
export async function converse(conversation: Conversation): Promise<Ending> {
  const { line, replica, onlookers } = conversation
  await line.ready
  const visible = onlookers.onScreen()
  line.send({ kind: 'hello', protocol: PROTOCOL_VERSION, documents: await replica.cursors(), visible })
  using talking = new DisposableStack()
  const look = () => talking.use(onlookers.talk((documents) => line.send({ kind: 'look', documents })))
  const hear = createEar({ ...conversation, look }, createOutflow(replica, line.send, conversation.misplaced))
  for (;;) {
    const batch = await line.next(BATCH)
    if (batch === undefined) return line.ending() ?? { kind: 'again' }
    const ending = await hear(batch)
    if (ending !== undefined) return ending
    await conversation.progressed()
  }
}

function createEar({ replica, onlookers, caughtUp, look }: Conversation & { look(): void }, outflow: Outflow) {
  let credit = 0
  const hearOne = async (message: Exclude<ServerMessage, LogMessage>): Promise<Ending | undefined> => {
    switch (message.kind) {
      case 'welcome':
        if (message.protocol !== PROTOCOL_VERSION) return { kind: 'protocol' }
        credit = message.credit
        await replica.meet(message.documents)
        look()
        return undefined
      case 'caughtUp':
        outflow.open(credit)
        caughtUp()
        return undefined
      case 'refused':
        return outflow.refused(message)
      case 'granted':
        await replica.grant(message.documents)
        return undefined
      case 'withdrawn':
        outflow.unsettle()
        await replica.withdraw(message.documents)
        return undefined
      case 'looking':
        onlookers.heard(message.document, message.members)
        return undefined
      case 'pong':
        return undefined
    }
  }
  const hearLog = async (messages: LogMessage[]): Promise<undefined> => {
    await replica.take(messages)
    for (const message of messages) if (message.kind === 'accepted') outflow.accepted(message.id)
  }
  return async (batch: readonly ServerMessage[]): Promise<Ending | undefined> => {
    try {
      for (const group of groups(batch)) {
        const ending = await (group.kind === 'log' ? hearLog(group.messages) : hearOne(group.message))
        if (ending !== undefined) return ending
      }
      await outflow.pump()
      return undefined
    } catch (error) {
      if (error instanceof OutOfStep) return { kind: 'again' }
      throw error
    }
  }
}

type Group = { kind: 'log'; messages: LogMessage[] } | { kind: 'one'; message: Exclude<ServerMessage, LogMessage> }

// What one transaction takes over, and what is in memory meanwhile.
const GROUP_BYTES = 4_000_000

// Neighbours that only move cursors become one transaction; the order of everything stays.
function groups(batch: readonly ServerMessage[]): Group[] {
  const found: Group[] = []
  let bytes = 0
  for (const message of batch) {
    const last = found.at(-1)
    if (message.kind !== 'entries' && message.kind !== 'snapshot' && message.kind !== 'accepted') {
      found.push({ kind: 'one', message })
      continue
    }
    bytes += bytesOf(message)
    if (last?.kind === 'log' && bytes <= GROUP_BYTES) {
      last.messages.push(message)
    } else {
      found.push({ kind: 'log', messages: [message] })
      bytes = bytesOf(message)
    }
  }
  return found
}

function bytesOf(message: LogMessage): number {
  switch (message.kind) {
    case 'accepted':
      return 0
    case 'snapshot':
      return message.update.byteLength
    case 'entries':
      return message.entries.reduce((sum, { update }) => sum + update.byteLength, 0)
  }
}
