import type { DocumentName } from '../../src/core/document/document-name.ts'
import { endOf, type Head, type LogEntry, type LogPiece } from './log-entry.ts'

/** Where a feed reads from and writes to. */
export type FeedPort = {
  /** The next piece of the log after `seq`, or undefined at its end. */
  read(document: DocumentName, seq: number): Promise<LogPiece | undefined>
  send(document: DocumentName, piece: LogPiece): void
  /** True while the receiver is so far behind that nothing more should be queued for it. */
  isCongested(): boolean
  /** Settles once it is not, or the connection has ended. */
  drained(): Promise<void>
}

/** What one connection has been sent of each document it follows: in sequence, without holes, each entry once. */
export type Feed = {
  /** Sends what lies between `sent` and `head` and goes on from there. Settles when it has caught up. */
  follow(document: DocumentName, position: { readonly sent: number; readonly head: number }): Promise<void>
  unfollow(document: DocumentName): void
  /** `to` is in the log: sends `entries` where they continue what was sent, else reads what is missing. */
  offer(document: DocumentName, to: Head, entries: readonly LogEntry[]): Promise<void>
  /** The receiver's own entries: `send` is called in place of sending them, once everything before them went out. */
  acknowledge(parts: readonly Acknowledged[], send: () => void): Promise<void>
}

type Acknowledged = { readonly document: DocumentName; readonly seq: number }
type Position = { sent: number; head: number; reading: Promise<void> | undefined }
type Waiting = { readonly parts: readonly Acknowledged[]; readonly send: () => void }

export function createFeed(port: FeedPort): Feed {
  const positions = new Map<DocumentName, Position>()
  let waiting: Waiting[] = []

  const catchUp = async (document: DocumentName, position: Position): Promise<void> => {
    position.reading ??= readOn(document, position)
    await position.reading
  }
  const readOn = async (document: DocumentName, position: Position): Promise<void> => {
    try {
      while (position.sent < position.head) {
        await port.drained()
        const piece = await port.read(document, position.sent)
        // Withdrawn while we read: not a byte more.
        if (positions.get(document) !== position || !piece) return
        port.send(document, piece)
        position.sent = endOf(piece) ?? position.sent
        settle()
      }
    } finally {
      position.reading = undefined
    }
  }
  const settle = (): void => {
    const due = waiting.filter(({ parts }) => parts.every(wentOut))
    if (due.length === 0) return
    waiting = waiting.filter((one) => !due.includes(one))
    for (const { send } of due) send()
  }
  const wentOut = ({ document, seq }: Acknowledged): boolean => (positions.get(document)?.sent ?? seq) >= seq
  const isNext = ({ document, seq }: Acknowledged): boolean => {
    const position = positions.get(document)
    return !position || position.sent >= seq || (position.sent === seq - 1 && !position.reading)
  }

  return {
    follow: async (document, { sent, head }) => {
      const position: Position = { sent, head, reading: undefined }
      positions.set(document, position)
      if (sent < head) await catchUp(document, position)
    },
    unfollow: (document) => {
      positions.delete(document)
      settle()
    },
    offer: async (document, { epoch, head }, entries) => {
      const position = positions.get(document)
      if (!position) return
      position.head = Math.max(position.head, head)
      if (position.reading) return
      const fresh = entries.filter((entry) => entry.seq > position.sent)
      const last = fresh.at(-1)
      if (fresh[0]?.seq === position.sent + 1 && last && !port.isCongested()) {
        port.send(document, { kind: 'entries', epoch, entries: fresh })
        position.sent = last.seq
      }
      if (position.sent < position.head) await catchUp(document, position)
    },
    acknowledge: async (parts, send) => {
      for (const { document, seq } of parts) raise(positions.get(document), seq)
      if (parts.every(isNext)) {
        for (const { document, seq } of parts) pass(positions.get(document), seq)
        send()
        return
      }
      waiting.push({ parts, send })
      await Promise.all(parts.map(({ document }) => behind(document)))
    },
  }

  async function behind(document: DocumentName): Promise<void> {
    const position = positions.get(document)
    if (position && position.sent < position.head) await catchUp(document, position)
  }
}

function raise(position: Position | undefined, head: number): void {
  if (position) position.head = Math.max(position.head, head)
}

function pass(position: Position | undefined, seq: number): void {
  if (position) position.sent = Math.max(position.sent, seq)
}
