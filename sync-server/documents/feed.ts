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
type State = { readonly port: FeedPort; readonly positions: Map<DocumentName, Position>; waiting: Waiting[] }

export function createFeed(port: FeedPort): Feed {
  const state: State = { port, positions: new Map(), waiting: [] }
  return {
    place: (document, sent) => {
      state.positions.set(document, { sent, head: sent, reading: undefined })
    },
    leave: (document) => {
      state.positions.delete(document)
      settle(state)
    },
    offer: (document, to, entries) => offer(state, document, { to, entries }),
    acknowledge: (parts, send) => acknowledge(state, { parts, send }),
    end: () => {
      state.positions.clear()
      state.waiting = []
    },
  }
}

type Offer = { readonly to: Head; readonly entries: readonly LogEntry[] }

async function offer(state: State, document: DocumentName, { to, entries }: Offer): Promise<void> {
  const position = state.positions.get(document)
  if (!position) return
  position.head = Math.max(position.head, to.head)
  const fresh = entries.filter((entry) => entry.seq > position.sent)
  const last = fresh.at(-1)
  const continues = fresh[0]?.seq === position.sent + 1 && !position.reading
  if (last && continues && !state.port.isCongested()) {
    state.port.send(document, { kind: 'entries', epoch: to.epoch, entries: fresh })
    position.sent = last.seq
  }
  await catchUp(state, document, position)
}

async function catchUp(state: State, document: DocumentName, position: Position): Promise<void> {
  if (position.sent >= position.head) return
  position.reading ??= readOn(state, document, position)
  await position.reading
}

async function readOn(state: State, document: DocumentName, position: Position): Promise<void> {
  const { port, positions } = state
  try {
    while (position.sent < position.head) {
      await port.drained()
      const piece = await port.read(document, position.sent)
      // Withdrawn while we read: not a byte more.
      if (positions.get(document) !== position || !piece) return
      port.send(document, piece)
      position.sent = endOf(piece) ?? position.sent
      settle(state)
    }
  } finally {
    position.reading = undefined
  }
}

async function acknowledge(state: State, waiting: Waiting): Promise<void> {
  if (waiting.parts.every((part) => isNext(state, part))) {
    for (const { document, seq } of waiting.parts) pass(state.positions.get(document), seq)
    waiting.send()
    return
  }
  state.waiting.push(waiting)
  await Promise.all(
    waiting.parts.map(({ document, epoch, seq }) => offer(state, document, { to: { epoch, head: seq }, entries: [] })),
  )
}

function isNext({ positions }: State, part: Acknowledged): boolean {
  const position = positions.get(part.document)
  return wentOut(positions, part) || (position?.sent === part.seq - 1 && !position.reading)
}

function wentOut(positions: State['positions'], { document, seq }: Acknowledged): boolean {
  return (positions.get(document)?.sent ?? seq) >= seq
}

function pass(position: Position | undefined, seq: number): void {
  if (!position) return
  position.sent = Math.max(position.sent, seq)
  position.head = Math.max(position.head, seq)
}

/** Sends the acknowledgements that nothing stands before any more. */
function settle(state: State): void {
  const due = state.waiting.filter(({ parts }) => parts.every((part) => wentOut(state.positions, part)))
  state.waiting = state.waiting.filter((one) => !due.includes(one))
  for (const { send } of due) send()
}
