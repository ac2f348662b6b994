import { isPlainObject, plainValue, sameValue } from '../../src/core/document/plain-value.ts'
import { entityAt, type SharedDocument } from '../../src/core/document/shared-document.ts'
import type { TouchedEntities } from './judge-update.ts'

/** Of each entity that was there, the keys that say who did something, or what is settled once for all. */
export type SignedKeys = ReadonlyMap<string, ReadonlyMap<string, unknown>>

/** What a command says that only another part of it can bear out. */
export type Claimed =
  /** An entry that somebody else has signed: it can only have been taken over from where it stood. */
  | {
      readonly kind: 'borrowed'
      readonly id: string
      readonly from: unknown
      readonly keys: ReadonlyMap<string, unknown>
    }
  /** An entry that says where it went. */
  | { readonly kind: 'moved'; readonly id: string; readonly to: string }

export type Signing = {
  readonly writer: string
  readonly isMember: (name: string) => boolean
}

const BASE = 'base'
const MOVED_FROM = 'movedFrom'
const MOVED_TO = 'movedTo:'
const EARLIER = 'earlier:'
const STATUS = 'status:'
/** Devices that move one entry apart are few; where each move led is looked at with the next one. */
const MOST_MOVES = 32
/** Of earlier times only so many are kept: whoever adds one lets go of the first. */
const MOST_EARLIER = 1_000

export function signedKeys(doc: SharedDocument, touched: TouchedEntities): SignedKeys {
  const signed = new Map<string, ReadonlyMap<string, unknown>>()
  // The other documents have one writer, or several who may do everything there.
  for (const id of touched.get('appointments') ?? []) {
    const entity = entityAt(doc, 'appointments', id)
    if (entity) signed.set(id, new Map([...entity.entries()].filter(([key]) => isSigned(key))))
  }
  return signed
}

function isSigned(key: string): boolean {
  if (key === BASE || key === 'cancellation' || key === 'checkIn' || key === 'proposal' || key === MOVED_FROM)
    return true
  return key.startsWith(STATUS) || key.startsWith(EARLIER) || key.startsWith(MOVED_TO)
}

/**
 * Undefined where what changed between `before` and `after` was signed by somebody but the writer: nobody says in another's
 * name that they made, moved or called off something, nor takes back what another has said.
 */
export function claimedBetween(before: SignedKeys, after: SignedKeys, signing: Signing): Claimed[] | undefined {
  const claimed: Claimed[] = []
  for (const [id, keys] of after) {
    const standing = before.get(id)
    const found = standing ? changedBy(id, standing, keys, signing) : madeBy(id, keys, signing)
    if (!found) return undefined
    claimed.push(...found)
  }
  return claimed
}

type Keys = ReadonlyMap<string, unknown>

function changedBy(id: string, before: Keys, after: Keys, { writer }: Signing): Claimed[] | undefined {
  const claimed: Claimed[] = []
  for (const [key, value] of after) {
    const standing = before.get(key)
    if (standing === value || (standing !== undefined && sameValue(plainValue(standing), plainValue(value)))) continue
    if (key === MOVED_FROM || (key === BASE && !isPlainer(standing, value))) return undefined
    if (key === BASE) continue
    if (key.startsWith(MOVED_TO)) {
      // Its invitee would still come, and nobody would know.
      if (baseOf(before)['bookingId'] !== undefined) return undefined
      claimed.push(movedBy(id, key))
    } else if (signerOf(key, value) !== writer) return undefined
  }
  const isImport = sourceOf(before) === 'import'
  const gone = [...before].filter(([key]) => !after.has(key))
  if (claimed.length > 0 && movesIn(after) > MOST_MOVES) return undefined
  return gone.every(([key, value]) => mayGo(key, value, { before, writer, isImport })) ? claimed : undefined
}

/** A booking made on a desk that lost its time may be kept as a plain appointment (C13). */
function isPlainer(before: unknown, after: unknown): boolean {
  if (!isPlainObject(before) || !isPlainObject(after) || before['source'] !== 'desk') return false
  const { bookingId: _, ...plain } = before
  return sameValue(plainValue(plain), plainValue(after))
}

function movedBy(id: string, key: string): Claimed {
  return { kind: 'moved', id, to: key.slice(MOVED_TO.length) }
}

function movesIn(keys: Keys): number {
  return [...keys.keys()].filter((key) => key.startsWith(MOVED_TO)).length
}

type Going = { readonly before: Keys; readonly writer: string; readonly isImport: boolean }

function mayGo(key: string, value: unknown, { before, writer, isImport }: Going): boolean {
  if (key === BASE || key === MOVED_FROM) return false
  if (key === 'checkIn' || key === 'proposal' || key.startsWith(MOVED_TO)) return true
  // What a calendar file says of its own entries is followed.
  if (isImport || signerOf(key, value) === writer) return true
  return key.startsWith(EARLIER) && [...before.keys()].filter((one) => one.startsWith(EARLIER)).length >= MOST_EARLIER
}

function madeBy(id: string, keys: Keys, { writer, isMember }: Signing): Claimed[] | undefined {
  if (sourceOf(keys) === 'booking') return undefined
  const borrowed = [...keys].filter(([key, value]) => {
    const signer = signerOf(key, value)
    return signer !== undefined && signer !== writer && isMember(signer)
  })
  if (borrowed.some(([key]) => key === BASE) || movesIn(keys) > MOST_MOVES) return undefined
  const moved = [...keys.keys()].filter((key) => key.startsWith(MOVED_TO)).map((key) => movedBy(id, key))
  if (borrowed.length === 0) return moved
  return [...moved, { kind: 'borrowed', id, from: keys.get(MOVED_FROM), keys: new Map(borrowed) }]
}

function sourceOf(keys: Keys): unknown {
  return baseOf(keys)['source']
}

function baseOf(keys: Keys): Readonly<Record<string, unknown>> {
  const base = keys.get(BASE)
  return isPlainObject(base) ? base : {}
}

/** Undefined: it says of nobody that they did it. */
function signerOf(key: string, value: unknown): string | undefined {
  if (!isPlainObject(value)) return undefined
  const signer = key === BASE ? value['createdBy'] : value['by']
  return typeof signer === 'string' ? signer : undefined
}
