import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { CommandId } from '../model/ids.ts'

/**
 * The device protocol, version 1, at `/sync` (WebSocket, binary frames). Subprotocols: `dayloom.sync.v1` and `token.<sync token>`.
 * A frame is one message in lib0's `any` encoding (JSON plus bytes). Stock y-websocket clients use `/sync/{document}` instead.
 *
 * Outbox out, log in: a device sends commands, the server judges, stores and acknowledges them with the sequence that each
 * document gave them; the entries that others wrote come in log order. Per document, acknowledgements and entries leave the
 * server in ascending sequence, so a device's cursor is the last sequence it has heard of. Nothing is echoed to its sender.
 */
export const PROTOCOL_VERSION = 1
export const DEVICE_SUBPROTOCOL = 'dayloom.sync.v1'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const Sequence = z.int().min(0)
const Document = z.string().min(1).max(200)
const Cursor = z.object({ epoch: z.int().min(0), seq: Sequence })

const fromDevice = {
  /** First message. Cursors of every document the device holds. */
  hello: z.object({ kind: z.literal('hello'), protocol: z.int(), documents: z.record(Document, Cursor) }),
  /** One command: one update for each document it touched, all stored or none. At most `credit` unanswered ones at a time. */
  command: z.object({
    kind: z.literal('command'),
    id: CommandId,
    parts: z
      .array(z.object({ document: Document, epoch: z.int().min(0), update: Bytes }))
      .min(1)
      .max(1_000),
  }),
  ping: z.object({ kind: z.literal('ping') }),
}

const fromServer = {
  /** Answer to hello: every document this device may read, with its head. What the device holds beyond that is to be wiped. */
  welcome: z.object({
    kind: z.literal('welcome'),
    protocol: z.int(),
    credit: z.int().min(1),
    documents: z.record(Document, z.object({ epoch: z.int().min(0), head: Sequence, writable: z.boolean() })),
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
    documents: z.record(Document, z.object({ epoch: z.int().min(0), head: Sequence, writable: z.boolean() })),
  }),
  /** No longer this device's to read: wipe it. */
  withdrawn: z.object({ kind: z.literal('withdrawn'), documents: z.array(Document) }),
  pong: z.object({ kind: z.literal('pong') }),
}

export const DeviceMessage = z.discriminatedUnion('kind', [fromDevice.hello, fromDevice.command, fromDevice.ping])
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
  fromServer.pong,
])
export type ServerMessage = z.infer<typeof ServerMessage>

/** Bytes that the updates of one command may have together: over a larger message the server ends the socket. */
export const LARGEST_COMMAND = 8 * 1_024 * 1_024

/** WebSocket close codes of our own. */
export const CLOSE = { malformed: 4400, unauthenticated: 4401, forbidden: 4403, abuse: 4429, slow: 4503 } as const

export function encodeMessage(message: DeviceMessage | ServerMessage): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeAny(encoder, message)
  return encoding.toUint8Array(encoder)
}

/** Undefined for anything that is not exactly one message of `schema`; never throws. */
export function decodeMessage<M>(schema: z.ZodType<M>, frame: Uint8Array): M | undefined {
  try {
    const decoder = decoding.createDecoder(frame)
    const parsed = schema.safeParse(decoding.readAny(decoder))
    return parsed.success && !decoding.hasContent(decoder) ? parsed.data : undefined
  } catch {
    return undefined
  }
}
