import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { LARGEST_COMMAND } from '../../src/core/contract/sync-protocol.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'

/** One update, at most: an import's chunk of 500 appointments stays below it (sync.md, "Limits"). */
export const MAX_UPDATE_BYTES = LARGEST_COMMAND
const MAX_STRUCTS = 200_000
const MAX_RANGES = 20_000
/** Clock units: a paste of a long text is one unit a character. */
const MAX_LENGTH = 8 * 1_024 * 1_024
const MAX_NEW_DELETIONS = 100_000

export type UpdateRefusal = 'malformed' | 'too-large' | 'gap'

export type JudgedUpdate = {
  /** Clients of whose structs the document lacks some: they must belong to the writer. */
  readonly writers: readonly number[]
  /** Whether it brings anything that the document lacks. */
  readonly news: boolean
}

/**
 * Whether `update` (Yjs V1) may be applied to `doc` without leaving a trace of anything it refers to and `doc` lacks.
 * Reads both and changes neither. Yjs itself trusts every peer: nothing is applied that was not judged here.
 */
export function judgeUpdate(doc: Y.Doc, update: Uint8Array): Result<JudgedUpdate, UpdateRefusal> {
  if (update.byteLength > MAX_UPDATE_BYTES) return refuse('too-large')
  const parsed = parse(update)
  if (!parsed) return refuse('malformed')
  if (parsed.structs.length > MAX_STRUCTS || rangeCount(parsed.ds) > MAX_RANGES) return refuse('too-large')

  const reach = reachAfter(doc, parsed.structs)
  if (!reach.ok) return reach
  if (parsed.structs.some((struct) => refersBeyond(struct, reach.value.clock))) return refuse('gap')
  const deletions = newDeletions(doc, parsed.ds, reach.value.clock)
  if (deletions === undefined) return refuse('gap')
  if (deletions > MAX_NEW_DELETIONS) return refuse('too-large')
  const writers = [...reach.value.writers]
  return ok({ writers, news: writers.length > 0 || deletions > 0 })
}

type Parsed = ReturnType<typeof Y.decodeUpdate>
type Struct = Parsed['structs'][number]
type Clock = (client: number) => number

/** Undefined for what is not exactly one update: bytes behind it, a V2 update's for instance, would be kept for ever. */
function parse(update: Uint8Array): Parsed | undefined {
  const rest: decoding.Decoder[] = []
  class Decoder extends Y.UpdateDecoderV1 {
    constructor(decoder: decoding.Decoder) {
      super(decoder)
      rest.push(decoder)
    }
  }
  try {
    const parsed = Y.decodeUpdateV2(update, Decoder)
    return rest.some(decoding.hasContent) ? undefined : parsed
  } catch {
    return undefined
  }
}

function rangeCount(deletions: Parsed['ds']): number {
  return [...deletions.clients.values()].reduce((sum, ranges) => sum + ranges.length, 0)
}

/** How far each client's clock would come. A hole before or between its structs is a gap. */
function reachAfter(
  doc: Y.Doc,
  structs: readonly Struct[],
): Result<{ clock: Clock; writers: Set<number> }, UpdateRefusal> {
  const ends = new Map<number, number>()
  const writers = new Set<number>()
  const clock: Clock = (client) => ends.get(client) ?? Y.getState(doc.store, client)
  for (const struct of structs) {
    if (!isAllowed(struct)) return refuse('malformed')
    const { client, clock: start } = struct.id
    if (start > clock(client)) return refuse('gap')
    if (struct.length > MAX_LENGTH) return refuse('too-large')
    const end = start + struct.length
    if (end > Y.getState(doc.store, client)) writers.add(client)
    ends.set(client, Math.max(end, clock(client)))
  }
  return ok({ clock, writers })
}

// A Skip is an announced hole; a subdocument would be created where it is applied; ours hold none.
function isAllowed(struct: Struct): boolean {
  if (struct instanceof Y.Skip || !Number.isSafeInteger(struct.id.client) || struct.length < 1) return false
  return !(struct instanceof Y.Item && struct.content instanceof Y.ContentDoc)
}

function refersBeyond(struct: Struct, clock: Clock): boolean {
  if (!(struct instanceof Y.Item)) return false
  const { id } = struct
  // Yjs takes it for granted that a struct refers to earlier ones of its own client only.
  const isBeyond = (to: Y.ID | null): boolean =>
    to !== null && to.clock >= (to.client === id.client ? id.clock : clock(to.client))
  return isBeyond(struct.origin) || isBeyond(struct.rightOrigin) || isBeyond(parentId(struct.parent))
}

function parentId(parent: unknown): Y.ID | null {
  return parent instanceof Y.ID ? parent : null
}

/** Clock units that `doc` still holds and the update deletes; undefined where it deletes what nobody has written. */
function newDeletions(doc: Y.Doc, deletions: Parsed['ds'], clock: Clock): number | undefined {
  let count = 0
  for (const [client, ranges] of deletions.clients) {
    for (const { clock: start, len } of ranges) {
      if (start + len > clock(client)) return undefined
      count += livingWithin(doc, client, start, start + len)
    }
  }
  return count
}

function livingWithin(doc: Y.Doc, client: number, start: number, end: number): number {
  const structs = doc.store.clients.get(client)
  const known = Y.getState(doc.store, client)
  // Written and deleted by one and the same update: new either way.
  let living = Math.max(0, end - Math.max(start, known))
  if (!structs || start >= known) return living
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= end) break
    if (!struct.deleted) living += Math.min(end, struct.id.clock + struct.length) - Math.max(start, struct.id.clock)
  }
  return living
}
