import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { CommandId, MemberId } from '../model/ids.ts'
import { scanAny } from './scan-any.ts'

/**
 * The device protocol, version 2, at `/sync` (WebSocket, binary frames). Subprotocols: `dayloom.sync.v2` and `token.<sync token>`.
 * A frame is one message in lib0's `any` encoding (JSON plus bytes). Stock y-websocket clients use `/sync/{document}` instead.
 *
 * Outbox out, log in: a device sends commands, the server judges, stores and acknowledges them with the sequence that each
 * document gave them; the entries that others wrote come in log order. Per document, acknowledgements and entries leave the
 * server in ascending sequence, so a device's cursor is the last sequence it has heard of. Nothing is echoed to its sender.
 */
export const PROTOCOL_VERSION = 2
export const DEVICE_SUBPROTOCOL = 'dayloom.sync.v2'

/** Documents that one screen may name at a time. */
export const MOST_ON_SCREEN = 50

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const Sequence = z.int().min(0)
const Document = z.string().min(1).max(200)
const Cursor = z.object({ epoch: z.int().min(0), seq: Sequence })
/**
 * How far a document's log goes. `from`: the head at which the first epoch began that this device does not hold (0 where it
 * holds the present one): what it was told after that, the server no longer has.
 */
const DocumentHead = z.object({ epoch: z.int().min(0), head: Sequence, from: Sequence, writable: z.boolean() })
const OnScreen = z.array(Document).max(MOST_ON_SCREEN)

const fromDevice = {
  /** First message. Cursors of every document the device holds; `visible`: what is on the screen now, and is sent first. */
  hello: z.object({
    kind: z.literal('hello'),
    protocol: z.int(),
    documents: z.record(Document, Cursor),
    visible: OnScreen,
  }),
  /** One command: one update for each document it touched, all stored or none. At most `credit` unanswered ones at a time. */
  command: z.object({
    kind: z.literal('command'),
    id: CommandId,
    parts: z
      .array(z.object({ document: Document, epoch: z.int().min(0), update: Bytes }))
      .min(1)
      .max(1_000),
  }),
  /** What is on the person's screen now, in place of what was named before. Others that look at it are told. */
  look: z.object({ kind: z.literal('look'), documents: OnScreen }),
  ping: z.object({ kind: z.literal('ping') }),
}

const fromServer = {
  /** Answer to hello: every document this device may read, with its head. What the device holds beyond that is to be wiped. */
  welcome: z.object({
    kind: z.literal('welcome'),
    protocol: z.int(),
    credit: z.int().min(1),
    documents: z.record(Document, DocumentHead),
  }),
  /** Log entries, contiguous and ascending; the first is the device's cursor + 1. `command` lets a device know its own again. */
  entries: z.object({
    kind: z.literal('entries'),
    document: Document,
    epoch: z.int().min(0),
    entries: z.array(z.object({ seq: Sequence, update: Bytes, command: CommandId.optional() })).min(1),
  }),
  /** The whole document up to `upto`, where the log before it is gone or longer than a snapshot. */
  snapshot: z.object({
    kind: z.literal('snapshot'),
    document: Document,
    epoch: z.int().min(0),
    upto: Sequence,
    update: Bytes,
  }),
  /** Everything up to the heads of `welcome` has been sent. */
  caughtUp: z.object({ kind: z.literal('caughtUp') }),
  /** On the server's disk. */
  accepted: z.object({
    kind: z.literal('accepted'),
    id: CommandId,
    parts: z.array(z.object({ document: Document, epoch: z.int().min(0), seq: Sequence })),
  }),
  /** Nothing of it was stored. `retry`: a causal gap or a changed epoch; send again after catching up. */
  refused: z.object({
    kind: z.literal('refused'),
    id: CommandId,
    reason: z.enum(['forbidden', 'malformed', 'too-large', 'client-id', 'gap', 'epoch', 'newer-version', 'invalid']),
    retry: z.boolean(),
  }),
  /** A grant came or went, or a document was born. */
  granted: z.object({
    kind: z.literal('granted'),
    documents: z.record(Document, DocumentHead),
  }),
  /** No longer this device's to read: wipe it. */
  withdrawn: z.object({ kind: z.literal('withdrawn'), documents: z.array(Document) }),
  /** The others who have this document on their screens now; only of documents that the device itself looks at. */
  looking: z.object({ kind: z.literal('looking'), document: Document, members: z.array(MemberId) }),
  pong: z.object({ kind: z.literal('pong') }),
}

export const DeviceMessage = z.discriminatedUnion('kind', [
  fromDevice.hello,
  fromDevice.command,
  fromDevice.look,
  fromDevice.ping,
])
export type DeviceMessage = z.infer<typeof DeviceMessage>

export const ServerMessage = z.discriminatedUnion('kind', [
  fromServer.welcome,
  fromServer.entries,
  fromServer.snapshot,
  fromServer.caughtUp,
  fromServer.accepted,
  fromServer.refused,
  fromServer.granted,
  fromServer.withdrawn,
  fromServer.looking,
  fromServer.pong,
])
export type ServerMessage = z.infer<typeof ServerMessage>

/** Bytes that the updates of one command may have together: over a larger message the server ends the socket. */
export const LARGEST_COMMAND = 1_024 * 1_024

/** WebSocket close codes of our own. */
export const CLOSE = {
  malformed: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  /** The device was taken off the account: what it holds is to be wiped. */
  revoked: 4410,
  abuse: 4429,
  slow: 4503,
} as const

/** What one message may hold: a word about each of a hundred thousand documents, some levels deep. */
const FRAME = { depth: 6, values: 600_000 }

export function encodeMessage(message: DeviceMessage | ServerMessage): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeAny(encoder, message)
  return encoding.toUint8Array(encoder)
}

/** Undefined for anything that is not exactly one message of `schema`; never throws. */
export function decodeMessage<M>(schema: z.ZodType<M>, frame: Uint8Array): M | undefined {
  try {
    // Depth and number are bounded before anything is built of it.
    if (typeof scanAny(decoding.createDecoder(frame), FRAME) === 'string') return undefined
    const decoder = decoding.createDecoder(frame)
    const parsed = schema.safeParse(decoding.readAny(decoder))
    return parsed.success && !decoding.hasContent(decoder) ? parsed.data : undefined
  } catch {
    return undefined
  }
}
