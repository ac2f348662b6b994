import * as encoding from 'lib0/encoding'
import type { Random } from '../../sync/seeded-random.ts'

export type Mutation = { readonly name: string; readonly change: (bytes: Uint8Array, random: Random) => Uint8Array }

export type Corpus = {
  readonly messages: readonly Uint8Array[]
  /** Words of one length that may stand for one another: ids of people, entities, commands. */
  readonly ids: readonly string[]
  readonly words: readonly string[]
}

/** Everything that is done to a message before it is sent; each takes and gives whole bytes. */
export function mutationsOf({ messages, ids, words }: Corpus): readonly Mutation[] {
  const other = (random: Random): Uint8Array => random.pick(messages) ?? new Uint8Array()
  return [
    { name: 'bit', change: (bytes, random) => at(bytes, random, (byte) => byte ^ (1 << random.below(8))) },
    { name: 'byte', change: (bytes, random) => at(bytes, random, () => random.below(256)) },
    { name: 'type', change: (bytes, random) => at(bytes, random, () => random.pick(TYPES) ?? 0) },
    { name: 'length', change: (bytes, random) => replaced(bytes, random.below(bytes.length + 1), 1, lie(random)) },
    { name: 'cut', change: (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)) },
    {
      name: 'drop',
      change: (bytes, random) => replaced(bytes, random.below(bytes.length + 1), 1 + random.below(12), []),
    },
    { name: 'repeat', change: repeat },
    { name: 'swap', change: swap },
    {
      name: 'splice',
      change: (bytes, random) => {
        const from = other(random)
        const start = random.below(from.length + 1)
        const piece = from.slice(start, start + 1 + random.below(60))
        return replaced(bytes, random.below(bytes.length + 1), random.below(4) === 0 ? piece.length : 0, piece)
      },
    },
    { name: 'id', change: (bytes, random) => word(bytes, random, ids) },
    { name: 'word', change: (bytes, random) => word(bytes, random, words) },
    { name: 'nest', change: nest },
    // Most of the others break the message: these change what it says.
    { name: 'id', change: (bytes, random) => word(bytes, random, ids) },
    { name: 'word', change: (bytes, random) => word(bytes, random, words) },
    { name: 'letter', change: letter },
  ]
}

// Kinds of values of lib0's `any`, of structs of Yjs with and without their flags, of shared types.
const TYPES = [
  116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0x27, 0x28,
].concat([0x81, 0x87, 0x88, 0xa8, 0xc8, 0x48, 0x68])

function at(bytes: Uint8Array, random: Random, change: (byte: number) => number): Uint8Array {
  const copy = bytes.slice()
  for (let times = 1 + random.below(3); times > 0; times--) {
    const place = random.below(copy.length || 1)
    if (place < copy.length) copy[place] = change(copy[place] ?? 0)
  }
  return copy
}

function replaced(bytes: Uint8Array, start: number, length: number, by: ArrayLike<number>): Uint8Array {
  const after = bytes.slice(start + length)
  const whole = new Uint8Array(start + by.length + after.length)
  whole.set(bytes.slice(0, start))
  whole.set(by, start)
  whole.set(after, start + by.length)
  return whole
}

function lie(random: Random): Uint8Array {
  const claims = [2 ** 7, 2 ** 14, 2 ** 21, 2 ** 31, 2 ** 32 - 1, 2 ** 40, 2 ** 50, 0, 1, 127]
  return encoding.encode((encoder) => encoding.writeVarUint(encoder, random.pick(claims) ?? 0))
}

function repeat(bytes: Uint8Array, random: Random): Uint8Array {
  const start = random.below(bytes.length + 1)
  const piece = bytes.slice(start, start + 1 + random.below(80))
  return replaced(bytes, start + piece.length, 0, piece)
}

function swap(bytes: Uint8Array, random: Random): Uint8Array {
  const length = 1 + random.below(20)
  const [a, b] = [random.below(bytes.length + 1), random.below(bytes.length + 1)]
  return replaced(replaced(bytes, a, length, bytes.slice(b, b + length)), b, length, bytes.slice(a, a + length))
}

/** A letter or a digit within a text or a number. */
function letter(bytes: Uint8Array, random: Random): Uint8Array {
  const places = [...bytes.keys()].filter((place) => (bytes[place] ?? 0) >= 48 && (bytes[place] ?? 0) <= 122)
  const place = random.pick(places)
  return place === undefined ? bytes : replaced(bytes, place, 1, [48 + random.below(75)])
}

/** One word for another, in its place and with its length. */
function word(bytes: Uint8Array, random: Random, words: readonly string[]): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const standing = words.filter((one) => text.includes(one))
  const one = random.pick(standing)
  const by = random.pick(words)
  if (one === undefined || by === undefined) return bytes
  const places = placesOf(text, one)
  const place = random.pick(places) ?? 0
  const changed = replaced(bytes, place, one.length, Buffer.from(by, 'latin1'))
  if (one.length !== by.length && place > 0 && changed[place - 1] === one.length) changed[place - 1] = by.length
  return changed
}

function placesOf(text: string, one: string): number[] {
  const places: number[] = []
  for (let place = text.indexOf(one); place >= 0; place = text.indexOf(one, place + 1)) places.push(place)
  return places
}

/** A value that holds lists within lists, where one stood that was short. */
function nest(bytes: Uint8Array, random: Random): Uint8Array {
  const levels = 1 + random.below(random.chance(5) ? 20_000 : 60)
  const nested = new Uint8Array(levels * 2 + 1)
  for (let n = 0; n < levels; n++) nested.set([117, 1], n * 2)
  nested[levels * 2] = 126
  const values = [...bytes.keys()].filter((place) => (bytes[place] ?? 0) >= 120 && (bytes[place] ?? 0) <= 127)
  const place = random.pick(values) ?? random.below(bytes.length + 1)
  return replaced(bytes, place, random.below(3) === 0 ? 0 : 1, nested)
}
