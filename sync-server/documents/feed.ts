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
  /** From now on the document is followed, from `sent` on. */
  place(document: DocumentName, sent: number): void
  leave(document: DocumentName): void
  /** `to` is in the log: sends `entries` where they continue what was sent, else reads what is missing. Settles when sent. */
  offer(document: DocumentName, to: Head, entries: readonly LogEntry[]): Promise<void>
  /** The receiver's own entries: `send` is called in place of sending them, once everything before them went out. */
  acknowledge(parts: readonly Acknowledged[], send: () => void): Promise<void>
  /** Nothing more is sent. */
  end(): void
}

type Acknowledged = { readonly document: DocumentName; readonly epoch: number; readonly seq: number }
type Position = { sent: number; head: number; reading: Promise<void> | undefined }
type Waiting = { readonly parts: readonly Acknowledged[]; readonly send: () => void }

export function createFeed(port: FeedPort): Feed {
  const positions = new Map<DocumentName, Position>()
  let waiting: Waiting[] = []

  const catchUp = async (document: DocumentName, position: Position): Promise<void> => {
    if (position.sent >= position.head) return
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
    waiting = waiting.filter((one) => !due.includes(one))
    for (const { send } of due) send()
  }
  const wentOut = ({ document, seq }: Acknowledged): boolean => (positions.get(document)?.sent ?? seq) >= seq
  const isNext = (part: Acknowledged): boolean => {
    const position = positions.get(part.document)
    return wentOut(part) || (position?.sent === part.seq - 1 && !position.reading)
  }
  const offer = async (document: DocumentName, { epoch, head }: Head, entries: readonly LogEntry[]): Promise<void> => {
    const position = positions.get(document)
    if (!position) return
    position.head = Math.max(position.head, head)
    const fresh = entries.filter((entry) => entry.seq > position.sent)
    const last = fresh.at(-1)
    const continues = fresh[0]?.seq === position.sent + 1 && !position.reading
    if (last && continues && !port.isCongested()) {
      port.send(document, { kind: 'entries', epoch, entries: fresh })
      position.sent = last.seq
    }
    await catchUp(document, position)
  }

  return {
    place: (document, sent) => {
      positions.set(document, { sent, head: sent, reading: undefined })
    },
    leave: (document) => {
      positions.delete(document)
      settle()
    },
    offer,
    acknowledge: async (parts, send) => {
      if (parts.every(isNext)) {
        for (const { document, seq } of parts) pass(positions.get(document), seq)
        send()
        return
      }
      waiting.push({ parts, send })
      await Promise.all(parts.map(({ document, epoch, seq }) => offer(document, { epoch, head: seq }, [])))
    },
    end: () => {
      positions.clear()
      waiting = []
    },
  }
}

function pass(position: Position | undefined, seq: number): void {
  if (!position) return
  position.sent = Math.max(position.sent, seq)
  position.head = Math.max(position.head, seq)
}
