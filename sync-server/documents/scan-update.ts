import { isUtf8 } from 'node:buffer'
import * as decoding from 'lib0/decoding'
import { scanAny } from '../../src/core/contract/scan-any.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'

export type StructId = { readonly client: number; readonly clock: number }

/** One struct of an update, as far as it says where it belongs. Values are passed over, never built. */
export type ScannedStruct = StructId & {
  readonly length: number
  /** `gc`: it stood in what is gone; `deleted`: its value is gone; `map`: an entity; `value`: anything plain. */
  readonly content: 'gc' | 'deleted' | 'map' | 'value'
  /** What it came after under the same key. */
  readonly origin: StructId | undefined
  /** Without an origin: a root's name or the entity it belongs to, and its key there. */
  readonly parent: string | StructId | undefined
  readonly key: string | undefined
}

export type ScannedRange = StructId & { readonly length: number }

export type ScannedUpdate = {
  /** By client, each ascending and without holes. */
  readonly structs: ReadonlyMap<number, readonly ScannedStruct[]>
  readonly deletions: readonly ScannedRange[]
}

export type ScanRefusal = 'malformed' | 'too-large'

/** One update, at most (docs/decisions/0020). */
const MOST_STRUCTS = 12_000
const MOST_CLIENTS = 1_000
const MOST_RANGES = 20_000
/** Clock units: of what was deleted long ago a few bytes may stand for many. */
const MOST_UNITS = 1_000_000
/** Ours are six levels deep; whoever reads one sets aside what is deeper than thirty. */
const VALUE = { depth: 20, values: 50_000 }
const LONGEST_NAME = 300
const LARGEST_CLIENT = 2 ** 32 - 1

// Yjs, "UpdateDecoderV1": the low five bits of a struct's first byte say what it holds, the high ones what precedes it.
const KIND = 0b1_1111
const HAS_KEY = 0b10_0000
const HAS_RIGHT = 0b100_0000
const HAS_ORIGIN = 0b1000_0000
const GC = 0
const DELETED = 1
const TYPE = 7
const ANY = 8
const Y_MAP = 1

class Refused extends Error {
  readonly reason: ScanRefusal
  constructor(reason: ScanRefusal) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Reads an update (Yjs V1) of a shared document without building anything of it. Exactly what our documents hold gets
 * through: maps of entities whose keys have plain values. No lists, texts or documents in documents, no announced holes, no
 * bytes behind it, nothing that is claimed and not there.
 */
export function scanUpdate(update: Uint8Array): Result<ScannedUpdate, ScanRefusal> {
  const decoder = decoding.createDecoder(update)
  try {
    const structs = readClients(decoder)
    const deletions = readDeletions(decoder)
    return decoding.hasContent(decoder) ? refuse('malformed') : ok({ structs, deletions })
  } catch (error) {
    // Bytes that end early, numbers beyond all bounds: whatever the decoder throws, it was not an update.
    return refuse(error instanceof Refused ? error.reason : 'malformed')
  }
}

function readClients(decoder: decoding.Decoder): Map<number, ScannedStruct[]> {
  const byClient = new Map<number, ScannedStruct[]>()
  const budget = { structs: MOST_STRUCTS, units: MOST_UNITS, values: VALUE.values }
  for (let left = readCount(decoder, MOST_CLIENTS); left > 0; left--) {
    const count = readCount(decoder, MOST_STRUCTS)
    const client = readClient(decoder)
    // Yjs keeps the last of two lists of one client and forgets the first.
    if (byClient.has(client)) throw new Refused('malformed')
    byClient.set(client, readStructs(decoder, { client, count, budget }))
  }
  return byClient
}

type Budget = { structs: number; units: number; values: number }

function readStructs(
  decoder: decoding.Decoder,
  { client, count, budget }: { readonly client: number; readonly count: number; readonly budget: Budget },
): ScannedStruct[] {
  const structs: ScannedStruct[] = []
  let clock = readNumber(decoder)
  budget.structs -= count
  if (budget.structs < 0) throw new Refused('too-large')
  for (let left = count; left > 0; left--) {
    const struct = readStruct(decoder, { client, clock }, budget)
    if (struct.length < 1) throw new Refused('malformed')
    budget.units -= struct.length
    if (budget.units < 0) throw new Refused('too-large')
    clock += struct.length
    structs.push(struct)
  }
  return structs
}

function readStruct(decoder: decoding.Decoder, { client, clock }: StructId, budget: Budget): ScannedStruct {
  const info = decoding.readUint8(decoder)
  if (info === GC) {
    return { client, clock, length: readNumber(decoder), content: 'gc', origin: undefined, ...NOWHERE }
  }
  // Nothing stands to the right of a value under its key.
  if ((info & HAS_RIGHT) !== 0) throw new Refused('malformed')
  const origin = (info & HAS_ORIGIN) === 0 ? undefined : readId(decoder)
  const place = origin ? NOWHERE : readPlace(decoder, info)
  switch (info & KIND) {
    case DELETED:
      return { client, clock, length: readNumber(decoder), content: 'deleted', origin, ...place }
    case TYPE:
      if (readNumber(decoder) !== Y_MAP) throw new Refused('malformed')
      return { client, clock, length: 1, content: 'map', origin, ...place }
    case ANY:
      readValue(decoder, budget)
      return { client, clock, length: 1, content: 'value', origin, ...place }
    default:
      throw new Refused('malformed')
  }
}

type Place = Pick<ScannedStruct, 'parent' | 'key'>
const NOWHERE: Place = { parent: undefined, key: undefined }

function readPlace(decoder: decoding.Decoder, info: number): Place {
  const isRoot = readNumber(decoder) === 1
  const parent = isRoot ? readName(decoder) : readId(decoder)
  if ((info & HAS_KEY) === 0) throw new Refused('malformed')
  return { parent, key: readName(decoder) }
}

/** Under a key stands one value. */
function readValue(decoder: decoding.Decoder, budget: Budget): void {
  if (readNumber(decoder) !== 1) throw new Refused('malformed')
  const values = scanAny(decoder, { depth: VALUE.depth, values: budget.values }, isUtf8)
  if (typeof values === 'string') throw new Refused(values)
  budget.values -= values
}

function readDeletions(decoder: decoding.Decoder): ScannedRange[] {
  const ranges: ScannedRange[] = []
  const clients = new Set<number>()
  for (let left = readCount(decoder, MOST_RANGES); left > 0; left--) {
    const client = readClient(decoder)
    if (clients.size === clients.add(client).size) throw new Refused('malformed')
    for (const range of readRanges(decoder, client))
      if (ranges.push(range) > MOST_RANGES) throw new Refused('too-large')
  }
  return ranges
}

/** Ascending and apart, as Yjs writes them: each of many that overlap would be gone through again. */
function readRanges(decoder: decoding.Decoder, client: number): ScannedRange[] {
  const ranges: ScannedRange[] = []
  let end = 0
  for (let left = readCount(decoder, MOST_RANGES); left > 0; left--) {
    const range = { client, clock: readNumber(decoder), length: readNumber(decoder) }
    if (range.length < 1 || range.clock < end) throw new Refused('malformed')
    end = range.clock + range.length
    ranges.push(range)
  }
  return ranges
}

function readId(decoder: decoding.Decoder): StructId {
  return { client: readClient(decoder), clock: readNumber(decoder) }
}

function readClient(decoder: decoding.Decoder): number {
  const client = readNumber(decoder)
  if (client > LARGEST_CLIENT) throw new Refused('malformed')
  return client
}

function readNumber(decoder: decoding.Decoder): number {
  const number = decoding.readVarUint(decoder)
  if (!Number.isSafeInteger(number)) throw new Refused('malformed')
  return number
}

/** Each thing counted takes a byte at least. */
function readCount(decoder: decoding.Decoder, most: number): number {
  const claimed = readNumber(decoder)
  if (claimed > most) throw new Refused('too-large')
  if (claimed > decoder.arr.length - decoder.pos) throw new Refused('malformed')
  return claimed
}

function readName(decoder: decoding.Decoder): string {
  const bytes = decoding.readVarUint8Array(decoder)
  if (bytes.length === 0 || bytes.length > LONGEST_NAME) throw new Refused('too-large')
  // PostgreSQL keeps no NUL, and no key of ours has one.
  if (!isUtf8(bytes) || bytes.includes(0)) throw new Refused('malformed')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
