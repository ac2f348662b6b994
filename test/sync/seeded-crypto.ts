import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { seededRandom, type Random } from './seeded-random.ts'

// Imported before anything that takes randomness: ids and Yjs client ids then follow from the seed as well, and with them which
// of two writes wins. In a process of its own alone.
let random: Random = seededRandom(0)

/** From here on everything random follows from `seed`. */
export function seedCrypto(seed: number): void {
  random = seededRandom(seed)
}

function fill<T extends NodeJS.ArrayBufferView>(view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.below(256)
  return view
}

function uuid(): `${string}-${string}-${string}-${string}-${string}` {
  const hex = fill(Buffer.alloc(16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

Object.defineProperty(crypto.webcrypto, 'getRandomValues', { value: fill })
Object.assign(crypto, { randomBytes: (size: number) => fill(Buffer.alloc(size)), randomUUID: uuid })
syncBuiltinESMExports()
