import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  CLOSE,
  DEVICE_SUBPROTOCOL,
  DeviceMessage,
  PROTOCOL_VERSION,
  ServerMessage,
  decodeMessage,
  encodeMessage,
} from '../../../src/core/contract/sync-protocol.ts'
import { uuid } from '../document/samples.ts'

const id = fc.nat(1_000_000).map(uuid)
const document = fc.string({ minLength: 1, maxLength: 200 }).filter((name) => name !== '__proto__')
const count = fc.maxSafeNat()
const bytes = fc.uint8Array({ maxLength: 200 })
const onScreen = fc.array(document, { maxLength: 50 })
const heads = fc.dictionary(document, fc.record({ epoch: count, head: count, from: count, writable: fc.boolean() }))

const DEVICE = {
  hello: fc.record({
    kind: fc.constant('hello'),
    protocol: count,
    documents: fc.dictionary(document, fc.record({ epoch: count, seq: count })),
    visible: onScreen,
  }),
  command: fc.record({
    kind: fc.constant('command'),
    id,
    parts: fc.array(fc.record({ document, epoch: count, update: bytes }), { minLength: 1, maxLength: 5 }),
  }),
  look: fc.record({ kind: fc.constant('look'), documents: onScreen }),
  ping: fc.constant({ kind: 'ping' }),
}

const SERVER = {
  welcome: fc.record({
    kind: fc.constant('welcome'),
    protocol: count,
    credit: fc.integer({ min: 1 }),
    documents: heads,
  }),
  entries: fc.record({
    kind: fc.constant('entries'),
    document,
    epoch: count,
    entries: fc.array(fc.record({ seq: count, update: bytes, command: id }, { requiredKeys: ['seq', 'update'] }), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
  snapshot: fc.record({ kind: fc.constant('snapshot'), document, epoch: count, upto: count, update: bytes }),
  caughtUp: fc.constant({ kind: 'caughtUp' }),
  accepted: fc.record({
    kind: fc.constant('accepted'),
    id,
    parts: fc.array(fc.record({ document, epoch: count, seq: count })),
  }),
  refused: fc.record({
    kind: fc.constant('refused'),
    id,
    reason: fc.constantFrom(
      'forbidden',
      'malformed',
      'too-large',
      'client-id',
      'gap',
      'epoch',
      'newer-version',
      'invalid',
    ),
    retry: fc.boolean(),
  }),
  granted: fc.record({ kind: fc.constant('granted'), documents: heads }),
  withdrawn: fc.record({ kind: fc.constant('withdrawn'), documents: fc.array(document) }),
  looking: fc.record({ kind: fc.constant('looking'), document, members: fc.array(id) }),
  pong: fc.constant({ kind: 'pong' }),
}

function anyFrame(value: Parameters<typeof encoding.writeAny>[1]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeAny(encoder, value)
  return encoding.toUint8Array(encoder)
}

function readsAsWritten<M extends DeviceMessage | ServerMessage>(
  schema: z.ZodType<M>,
  arbitrary: fc.Arbitrary<object>,
) {
  return fc.property(arbitrary, (raw) => {
    const message = schema.parse(raw)
    expect(decodeMessage(schema, encodeMessage(message))).toEqual(raw)
  })
}

describe('a message', () => {
  test.each(Object.entries(DEVICE))('%s of a device comes out as it went in', (_, arbitrary) => {
    expect(() => fc.assert(readsAsWritten(DeviceMessage, arbitrary), { numRuns: 50 })).not.toThrow()
  })

  test.each(Object.entries(SERVER))('%s of a server comes out as it went in', (_, arbitrary) => {
    expect(() => fc.assert(readsAsWritten(ServerMessage, arbitrary), { numRuns: 50 })).not.toThrow()
  })

  test('of one side is none of the other', () => {
    expect(decodeMessage(ServerMessage, encodeMessage({ kind: 'ping' }))).toBeUndefined()
    expect(decodeMessage(DeviceMessage, encodeMessage({ kind: 'pong' }))).toBeUndefined()
  })

  test.each([
    ['nothing', undefined],
    ['a number', 7],
    ['an unknown kind', { kind: 'rumour' }],
    ['a kind alone', { kind: 'hello' }],
    ['a command without parts', { kind: 'command', id: uuid(1), parts: [] }],
    [
      'a document without a name',
      { kind: 'command', id: uuid(1), parts: [{ document: '', epoch: 0, update: new Uint8Array() }] },
    ],
    [
      'a document with an endless name',
      { kind: 'command', id: uuid(1), parts: [{ document: 'x'.repeat(201), epoch: 0, update: new Uint8Array() }] },
    ],
    ['bytes that are text', { kind: 'command', id: uuid(1), parts: [{ document: 'd', epoch: 0, update: 'x' }] }],
    ['an epoch below zero', { kind: 'hello', protocol: 1, documents: { d: { epoch: -1, seq: 0 } }, visible: [] }],
    [
      'a sequence with a fraction',
      { kind: 'hello', protocol: 1, documents: { d: { epoch: 0, seq: 0.5 } }, visible: [] },
    ],
    ['bytes for a list', { kind: 'hello', protocol: 1, documents: new Uint8Array([1]), visible: [] }],
    ['more documents than a screen shows', { kind: 'look', documents: Array.from({ length: 51 }, (_, n) => `d${n}`) }],
  ])('is not %s', (_, value) => {
    expect(decodeMessage(DeviceMessage, anyFrame(value))).toBeUndefined()
  })

  test('is not one cut short, nor one with something after it', () => {
    const frame = encodeMessage({ kind: 'hello', protocol: 1, documents: { d: { epoch: 1, seq: 2 } }, visible: ['d'] })
    const cut = Array.from(frame, (_, length) => decodeMessage(DeviceMessage, frame.slice(0, length)))
    expect(cut.filter((message) => message !== undefined)).toEqual([])
    expect(decodeMessage(DeviceMessage, new Uint8Array([...frame, 0]))).toBeUndefined()
  })

  test('is looked for in any bytes without a throw', () => {
    const mutated = fc
      .tuple(bytes, fc.oneof(...Object.values(DEVICE)), fc.nat(), fc.nat(255))
      .map(([noise, raw, place, value]) => {
        const frame = anyFrame(raw)
        frame[place % frame.length] = value
        return place % 3 === 0 ? noise : frame
      })
    const property = fc.property(mutated, (frame) => {
      const message = decodeMessage(DeviceMessage, frame)
      expect(message === undefined || DeviceMessage.safeParse(message).success).toBe(true)
    })
    expect(() => fc.assert(property, { numRuns: 2_000 })).not.toThrow()
  })

  test.each([
    // lib0's any encoding: 117 starts a list, 118 an object, each followed by its length.
    ['lists', [117, 1]],
    ['objects', [118, 1, 1, 97]],
  ])('nested a million %s deep is none', (_, opening) => {
    const frame = Uint8Array.from(
      { length: 1_000_000 * opening.length },
      (_unused, at) => opening[at % opening.length] ?? 0,
    )
    expect(decodeMessage(DeviceMessage, frame)).toBeUndefined()
  })

  test('that claims to be longer than it is is none', () => {
    for (const opening of [117, 118, 119, 116]) {
      expect(
        decodeMessage(DeviceMessage, new Uint8Array([opening, 255, 255, 255, 255, 255, 255, 255, 15])),
      ).toBeUndefined()
    }
  })

  test('never reaches into the prototype of objects', () => {
    const frame = new Uint8Array([
      118,
      1,
      9,
      ...new TextEncoder().encode('__proto__'),
      118,
      1,
      4,
      ...new TextEncoder().encode('kind'),
      119,
      4,
      ...new TextEncoder().encode('ping'),
    ])
    decodeMessage(DeviceMessage, frame)
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false)
  })
})

describe('the wire', () => {
  /** Of the protocol versions so far, what their schemas hash to. */
  const WIRE: Record<number, string> = { 1: 'e358b6ac6c184141', 2: '2c6521376db2d7fc' }

  test('has not changed since its version was given', () => {
    const hash = createHash('sha256')
    for (const schema of [DeviceMessage, ServerMessage]) hash.update(JSON.stringify(described(schema)))
    hash.update(JSON.stringify([DEVICE_SUBPROTOCOL, CLOSE]))
    const reminder = 'The messages have changed: raise PROTOCOL_VERSION, and note the hash of the new version here'
    expect({ hash: hash.digest('hex').slice(0, 16), reminder }).toEqual({ hash: WIRE[PROTOCOL_VERSION], reminder })
  })

  test('is described to the last field: a change anywhere shows', () => {
    const one = z.object({ a: z.custom<Uint8Array>(), b: z.int().min(0) })
    const others = [
      z.object({ a: z.custom<Uint8Array>(), b: z.int().min(1) }),
      z.object({ a: z.string(), b: z.int().min(0) }),
      z.object({ b: z.int().min(0) }),
    ]
    const descriptions = [one, ...others].map((schema) => JSON.stringify(described(schema)))
    expect(new Set(descriptions).size).toBe(4)
  })
})

function described(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') jsonSchema.format = 'bytes'
    },
  })
}
