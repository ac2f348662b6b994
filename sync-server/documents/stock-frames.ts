import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { writePermissionDenied } from 'y-protocols/auth'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'

// The message types of y-websocket 3: y-protocols' sync, awareness and auth messages, each behind one number.
const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const QUERY_AWARENESS = 3

export type StockMessage =
  | { readonly kind: 'vector'; readonly vector: Uint8Array }
  /** `repeats`: step 2, all that we seemed to lack; else something that was written just now. */
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly repeats: boolean }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' }

/** Undefined for anything else; never throws. */
export function readStockFrame(frame: Uint8Array): StockMessage | undefined {
  try {
    const decoder = decoding.createDecoder(frame)
    const message = readMessage(decoder)
    return decoding.hasContent(decoder) ? undefined : message
  } catch {
    return undefined
  }
}

function readMessage(decoder: decoding.Decoder): StockMessage | undefined {
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return readSync(decoder)
    case AWARENESS:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case QUERY_AWARENESS:
      return { kind: 'queryAwareness' }
  }
}

function readSync(decoder: decoding.Decoder): StockMessage | undefined {
  switch (decoding.readVarUint(decoder)) {
    case messageYjsSyncStep1:
      return { kind: 'vector', vector: decoding.readVarUint8Array(decoder) }
    case messageYjsSyncStep2:
      return { kind: 'update', update: decoding.readVarUint8Array(decoder), repeats: true }
    case messageYjsUpdate:
      return { kind: 'update', update: decoding.readVarUint8Array(decoder), repeats: false }
  }
}

export function vectorFrame(vector: Uint8Array): Uint8Array {
  return syncFrame(messageYjsSyncStep1, vector)
}

/** What the client lacked when it asked: it counts as synced after it. */
export function answerFrame(missing: Uint8Array): Uint8Array {
  return syncFrame(messageYjsSyncStep2, missing)
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(messageYjsUpdate, update)
}

function syncFrame(type: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

export function awarenessFrame(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, update)
  })
}

export function deniedFrame(reason: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AUTH)
    writePermissionDenied(encoder, reason)
  })
}
