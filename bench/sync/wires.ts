import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import {
  decodeMessage,
  DEVICE_SUBPROTOCOL,
  encodeMessage,
  PROTOCOL_VERSION,
  ServerMessage,
} from '../../src/core/contract/sync-protocol.ts'
import { WORKSPACE } from './names.ts'

/** One connection of a bench: the documents it joins, and what proves who it is where the server asks. */
export type Seat = {
  readonly documents: readonly string[]
  readonly token: string
  /** Head of the directory: a device that has it already is not sent it again. */
  readonly directory: number
}

export type WireName = 'device' | 'stock' | 'y-websocket' | 'hocuspocus'

/** How a client of one server talks. */
export type Wire = {
  /** A connection may join many documents; else each has its own. */
  readonly many: boolean
  readonly path: (seat: Seat) => string
  readonly protocols: (seat: Seat) => readonly string[]
  readonly greetings: (seat: Seat) => Uint8Array[]
  /** What an answer says: `joined`, once for each document, or for all where there is one socket for them. */
  readonly read: (message: Buffer, tell: Told) => void
  readonly write: (document: string, update: Uint8Array) => Uint8Array
  /** All updates in a message. Slow; for looking at what came. */
  readonly updates: (message: Uint8Array) => { document: string | undefined; update: Uint8Array }[]
}

export type Told = {
  readonly joined: () => void
  /** The server says that an edit of ours is kept. */
  readonly kept: () => void
}

const STEP1 = 0
const STEP2 = 1
const AUTH = 2
const EMPTY_VECTOR = Uint8Array.of(0)

export const WIRES: Readonly<Record<WireName, Wire>> = {
  device: device(),
  stock: stock(),
  'y-websocket': yWebsocket(),
  hocuspocus: hocuspocus(),
}

function device(): Wire {
  const directory = `${WORKSPACE}/directory`
  return {
    many: true,
    path: () => '/sync',
    protocols: ({ token }) => [DEVICE_SUBPROTOCOL, `token.${token}`],
    greetings: (seat) => [
      encodeMessage({
        kind: 'hello',
        protocol: PROTOCOL_VERSION,
        documents: { [directory]: { epoch: 0, seq: seat.directory } },
        visible: [],
      }),
    ],
    read: (message, tell) => {
      // The kind stands first: its length, then its letters.
      const kind = message.toString('latin1', 9, 9 + (message[8] ?? 0))
      if (kind === 'accepted') tell.kept()
      else if (kind === 'caughtUp') tell.joined()
      else if (kind === 'refused') throw new Error(`refused: ${message.toString('latin1', 0, 200)}`)
    },
    write: commandFrame,
    updates: (message) => {
      const said = decodeMessage(ServerMessage, message)
      if (said?.kind === 'snapshot') return [said]
      return said?.kind === 'entries' ? said.entries.map(({ update }) => ({ document: said.document, update })) : []
    },
  }
}

let commands = 0

/** The same bytes as encodeMessage would give, at a tenth of the price. */
function commandFrame(document: string, update: Uint8Array): Uint8Array {
  commands += 1
  const id = `${RUN}-0000-7000-8000-${commands.toString(16).padStart(12, '0')}`
  return encoding.encode((encoder) => {
    object(encoder, 3)
    text(encoder, 'kind', 'command')
    text(encoder, 'id', id)
    encoding.writeVarString(encoder, 'parts')
    encoding.writeUint8(encoder, 117)
    encoding.writeVarUint(encoder, 1)
    object(encoder, 3)
    text(encoder, 'document', document)
    encoding.writeVarString(encoder, 'epoch')
    encoding.writeAny(encoder, 0)
    encoding.writeVarString(encoder, 'update')
    encoding.writeUint8(encoder, 116)
    encoding.writeVarUint8Array(encoder, update)
  })
}

const RUN = Math.floor(Math.random() * 0xffff_ffff)
  .toString(16)
  .padStart(8, '0')

function object(encoder: encoding.Encoder, keys: number): void {
  encoding.writeUint8(encoder, 118)
  encoding.writeVarUint(encoder, keys)
}

function text(encoder: encoding.Encoder, key: string, value: string): void {
  encoding.writeVarString(encoder, key)
  encoding.writeUint8(encoder, 119)
  encoding.writeVarString(encoder, value)
}

function stock(): Wire {
  return {
    ...yWebsocket(),
    path: ({ documents }) => `/sync/${documents[0] ?? ''}`,
    protocols: ({ token }) => [`token.${token}`],
  }
}

function yWebsocket(): Wire {
  return {
    many: false,
    path: ({ documents }) => `/${documents[0] ?? ''}`,
    protocols: () => [],
    greetings: () => [syncFrame(STEP1, EMPTY_VECTOR)],
    read: (message, tell) => {
      if (message[0] === 0 && message[1] === STEP2) tell.joined()
    },
    write: (_document, update) => syncFrame(2, update),
    updates: (message) => {
      const decoder = decoding.createDecoder(message)
      return decoding.readVarUint(decoder) === 0 ? updateIn(decoder) : []
    },
  }
}

function hocuspocus(): Wire {
  return {
    many: true,
    path: () => '/',
    protocols: () => [],
    greetings: ({ documents, token }) =>
      documents.flatMap((document) => [
        encoding.encode((encoder) => {
          encoding.writeVarString(encoder, document)
          encoding.writeVarUint(encoder, AUTH)
          encoding.writeVarUint(encoder, 0)
          encoding.writeVarString(encoder, token)
        }),
        syncFrame(STEP1, EMPTY_VECTOR, document),
      ]),
    read: (message, tell) => {
      const at = 1 + (message[0] ?? 0)
      if (message[at] === 8 && message[at + 1] === 1) tell.kept()
      else if ((message[at] === 0 || message[at] === 4) && message[at + 1] === STEP2) tell.joined()
    },
    write: (document, update) => syncFrame(2, update, document),
    updates: (message) => {
      const decoder = decoding.createDecoder(message)
      const document = decoding.readVarString(decoder)
      const type = decoding.readVarUint(decoder)
      return type === 0 || type === 4 ? updateIn(decoder).map(({ update }) => ({ document, update })) : []
    },
  }
}

function updateIn(decoder: decoding.Decoder): { document: undefined; update: Uint8Array }[] {
  return decoding.readVarUint(decoder) === STEP1
    ? []
    : [{ document: undefined, update: decoding.readVarUint8Array(decoder) }]
}

function syncFrame(type: number, bytes: Uint8Array, document?: string): Uint8Array {
  return encoding.encode((encoder) => {
    if (document !== undefined) encoding.writeVarString(encoder, document)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}
