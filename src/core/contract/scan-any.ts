import * as decoding from 'lib0/decoding'

/** How much one value in lib0's `any` encoding may hold. */
export type AnyLimits = {
  /** Levels of lists and objects, one within the other. */
  readonly depth: number
  /** Values altogether, lists and objects counted too. */
  readonly values: number
}

export type AnyFault = 'malformed' | 'too-large'

const LONGEST_NUMBER = 8

/**
 * Moves `decoder` behind one value without building it: how many values it holds, or why it may not be built. In one loop:
 * lib0's own reader calls itself for each level, so that two bytes a level exhaust the stack of whoever reads them. `onText`
 * says of the bytes of every string whether they may stand there. Throws where the bytes end early.
 */
export function scanAny(
  decoder: decoding.Decoder,
  limits: AnyLimits,
  onText?: (text: Uint8Array) => boolean,
): number | AnyFault {
  /** Values that each open list or object still needs, and whether a key stands before each. */
  const open: { left: number; keyed: boolean }[] = []
  let values = 0
  for (;;) {
    const place = open.at(-1)
    if (place?.keyed === true && !isKey(decoding.readVarUint8Array(decoder), onText)) return 'malformed'
    values += 1
    if (values > limits.values) return 'too-large'
    const kind = scanOne(decoder, onText)
    if (kind === undefined) return 'malformed'
    if (kind !== 'plain') {
      if (open.length >= limits.depth) return 'too-large'
      open.push({ left: count(decoder), keyed: kind === 'object' })
    }
    if (kind === 'plain' && place) place.left -= 1
    while (open.at(-1)?.left === 0) {
      open.pop()
      const outer = open.at(-1)
      if (outer) outer.left -= 1
    }
    if (open.length === 0) return values
  }
}

// An object read with such a key would have another prototype than it seems.
const PROTO = '__proto__'

function isKey(key: Uint8Array, onText: ((text: Uint8Array) => boolean) | undefined): boolean {
  if (onText && !onText(key)) return false
  return key.length !== PROTO.length || key.some((byte, at) => byte !== PROTO.charCodeAt(at))
}

/** Each takes a byte at least: a claim of more than there is left need not be waited for. */
function count(decoder: decoding.Decoder): number {
  const claimed = decoding.readVarUint(decoder)
  if (claimed > decoder.arr.length - decoder.pos) throw new RangeError('more than there is')
  return claimed
}

/** Passes one value; of a list or an object its head alone. Undefined for what is none. */
function scanOne(
  decoder: decoding.Decoder,
  onText: ((text: Uint8Array) => boolean) | undefined,
): 'plain' | 'list' | 'object' | undefined {
  switch (decoding.readUint8(decoder)) {
    case 127:
    case 126:
    case 121:
    case 120:
      return 'plain'
    case 125:
      return scanNumber(decoder)
    case 124:
      return scanBytes(decoder, 4)
    case 123:
    case 122:
      return scanBytes(decoder, 8)
    case 119: {
      const text = decoding.readVarUint8Array(decoder)
      return onText === undefined || onText(text) ? 'plain' : undefined
    }
    case 118:
      return 'object'
    case 117:
      return 'list'
    case 116:
      decoding.readVarUint8Array(decoder)
      return 'plain'
    default:
      return undefined
  }
}

function scanNumber(decoder: decoding.Decoder): 'plain' | undefined {
  for (let length = 0; length < LONGEST_NUMBER; length++) if (decoding.readUint8(decoder) < 128) return 'plain'
  return undefined
}

function scanBytes(decoder: decoding.Decoder, length: number): 'plain' {
  if (decoder.pos + length > decoder.arr.length) throw new RangeError('more than there is')
  decoder.pos += length
  return 'plain'
}
