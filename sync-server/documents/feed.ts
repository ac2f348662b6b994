import type { DocumentName } from '../../src/core/document/document-name.ts'
import { endOf, type Head, type LogEntry, type LogPiece } from './log-entry.ts'
import type { LogAnswer, LogPlace } from './read-logs.ts'

/** Where a feed reads from and writes to. */
export type FeedPort = {
  /** What follows at these places, for as many of the first as it likes; at least one. */
  read(places: readonly LogPlace[]): Promise<readonly LogAnswer[]>
  send(document: DocumentName, piece: LogPiece): void
  /** True while the receiver is so far behind that nothing more should be queued for it. */
  isCongested(): boolean
  /** Settles once it is not, or the connection has ended. */
  drained(): Promise<void>
  /** The log could not be read: nothing more is sent of what is behind. */
  fail(error: unknown): void
}

/** What one connection has been sent of each document it follows: in sequence, without holes, each entry once. */
export type Feed = {
  /** From now on the document is followed, from `sent` on. */
  place(document: DocumentName, sent: number): void
  leave(document: DocumentName): void
  /** Of what is behind, these are read first. */
  favour(documents: Iterable<DocumentName>): void
  /** `to` is in the log: sends `entries` where they continue what was sent; else what is missing is read, with that of others. */
  offer(document: DocumentName, to: Head, entries: readonly LogEntry[]): void
  /** Calls `send` once everything up to `parts` went out, or is followed no more. */
  after(parts: readonly Reached[], send: () => void): void
  /** The receiver's own entries: `send` is called in place of sending them, once everything before them went out. */
  acknowledge(parts: readonly Acknowledged[], send: () => void): void
  /** Nothing more is sent. */
  end(): void
}

type Reached = { readonly document: DocumentName; readonly seq: number }
type Acknowledged = Reached & { readonly epoch: number }
type Position = { sent: number; head: number }
type Waiting = { readonly parts: readonly Reached[]; readonly send: () => void }
type State = {
  readonly port: FeedPort
  readonly positions: Map<DocumentName, Position>
  /** Documents of which something has to be read, in the order in which they fell behind. */
  readonly behind: Set<DocumentName>
  favoured: ReadonlySet<DocumentName>
  waiting: Waiting[]
  reading: boolean
}

export function createFeed(port: FeedPort): Feed {
  const fresh = { favoured: new Set<DocumentName>(), waiting: [], reading: false }
  const state: State = { port, positions: new Map(), behind: new Set(), ...fresh }
  return {
    place: (document, sent) => {
      state.positions.set(document, { sent, head: sent })
      state.behind.delete(document)
    },
    leave: (document) => {
      state.positions.delete(document)
      state.behind.delete(document)
      settle(state)
    },
    favour: (documents) => {
      state.favoured = new Set(documents)
    },
    offer: (document, to, entries) => offer(state, document, { to, entries }),
    after: (parts, send) => {
      state.waiting.push({ parts, send })
      settle(state)
    },
    acknowledge: (parts, send) => acknowledge(state, { parts, send }),
    end: () => {
      state.positions.clear()
      state.behind.clear()
      state.waiting = []
    },
  }
}

type Offer = { readonly to: Head; readonly entries: readonly LogEntry[] }

function offer(state: State, document: DocumentName, { to, entries }: Offer): void {
  const position = state.positions.get(document)
  if (!position) return
  position.head = Math.max(position.head, to.head)
  if (continues(state, document, entries)) {
    const fresh = entries.filter((entry) => entry.seq > position.sent)
    state.port.send(document, { kind: 'entries', epoch: to.epoch, entries: fresh })
    position.sent = fresh.at(-1)?.seq ?? position.sent
    settle(state)
  }
  if (position.sent < position.head) fallBehind(state, document)
}

function continues(state: State, document: DocumentName, entries: readonly LogEntry[]): boolean {
  const next = (state.positions.get(document)?.sent ?? 0) + 1
  const [first] = entries
  const last = entries.at(-1)
  if (!first || !last || first.seq > next || last.seq < next) return false
  return !state.behind.has(document) && !state.port.isCongested()
}

function fallBehind(state: State, document: DocumentName): void {
  state.behind.add(document)
  if (state.reading) return
  state.reading = true
  readOn(state).catch((error: unknown) => state.port.fail(error))
}

/** One turn after the other, as the receiver keeps up, until nothing is behind. */
async function readOn(state: State): Promise<void> {
  const { port, behind } = state
  try {
    while (behind.size > 0) {
      await port.drained()
      const places = placesOf(state)
      const answers = places.length > 0 ? await port.read(places) : []
      for (const [n, answer] of answers.entries()) pass(state, places[n], answer)
      settle(state)
    }
  } finally {
    state.reading = false
  }
}

function placesOf({ behind, favoured, positions }: State): LogPlace[] {
  const ordered = [...behind].sort((one, other) => Number(favoured.has(other)) - Number(favoured.has(one)))
  return ordered.map((document) => ({ document, after: positions.get(document)?.sent ?? 0 }))
}

function pass(state: State, place: LogPlace | undefined, { document, pieces }: LogAnswer): void {
  const { positions, behind, port } = state
  const position = positions.get(document)
  // Withdrawn, or placed anew, while we read: not a byte more of that.
  if (!position || !behind.has(document) || position.sent !== place?.after) return
  for (const piece of pieces) {
    port.send(document, piece)
    position.sent = endOf(piece) ?? position.sent
  }
  // Nothing follows there: what was announced is not in the log.
  if (pieces.length === 0) position.head = position.sent
  behind.delete(document)
  if (position.sent < position.head) behind.add(document)
}

function acknowledge(state: State, waiting: Waiting & { readonly parts: readonly Acknowledged[] }): void {
  if (waiting.parts.every((part) => isNext(state, part))) {
    for (const { document, seq } of waiting.parts) advance(state.positions.get(document), seq)
    waiting.send()
    return
  }
  state.waiting.push(waiting)
  for (const { document, epoch, seq } of waiting.parts)
    offer(state, document, { to: { epoch, head: seq }, entries: [] })
}

function isNext({ positions, behind }: State, part: Reached): boolean {
  const sent = positions.get(part.document)?.sent ?? part.seq
  return sent >= part.seq || (sent === part.seq - 1 && !behind.has(part.document))
}

function wentOut({ positions, behind }: State, { document, seq }: Reached): boolean {
  return (positions.get(document)?.sent ?? seq) >= seq || !behind.has(document)
}

function advance(position: Position | undefined, seq: number): void {
  if (!position) return
  position.sent = Math.max(position.sent, seq)
  position.head = Math.max(position.head, seq)
}

/** Does what nothing stands before any more. */
function settle(state: State): void {
  if (state.waiting.length === 0) return
  const due = state.waiting.filter(({ parts }) => parts.every((part) => wentOut(state, part)))
  if (due.length === 0) return
  state.waiting = state.waiting.filter((one) => !due.includes(one))
  for (const { send } of due) send()
}
