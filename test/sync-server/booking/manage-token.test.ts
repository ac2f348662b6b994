import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { AttendeeId, BookingId } from '../../../src/core/model/ids.ts'
import { isGenuine, manageToken, readToken } from '../../../sync-server/booking/manage-token.ts'

const key = randomBytes(32)
const bearers = fc.record({
  booking: fc.uuid().map((uuid) => BookingId.parse(uuid)),
  attendee: fc.uuid().map((uuid) => AttendeeId.parse(uuid)),
})

test('C14 a token says whom it is for, and is genuine under its own key and generation alone', () => {
  fc.assert(
    fc.property(bearers, fc.nat(1_000), (bearer, generation) => {
      const token = manageToken(key, bearer, generation)
      expect(token).toMatch(/^[\w-]{86}$/)
      expect(readToken(token)).toEqual(bearer)
      expect(isGenuine(key, token, bearer, generation)).toBe(true)
      expect(isGenuine(key, token, bearer, generation + 1)).toBe(false)
      expect(isGenuine(randomBytes(32), token, bearer, generation)).toBe(false)
      expect(isGenuine(key, token, { ...bearer, booking: BookingId.parse(bearer.attendee) }, generation)).toBe(
        bearer.booking === BookingId.parse(bearer.attendee),
      )
    }),
    { numRuns: 50 },
  )
})

test('C14 a token with any one bit changed is not genuine', () => {
  const [bearer] = fc.sample(bearers, { numRuns: 1, seed: 1 })
  if (!bearer) throw new Error('nobody')
  const bytes = Buffer.from(manageToken(key, bearer, 0), 'base64url')
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const forged = Buffer.from(bytes)
    forged.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    const token = forged.toString('base64url')
    expect(isGenuine(key, token, readToken(token) ?? bearer, 0)).toBe(false)
  }
})

test.each(['', 'x', 'A'.repeat(85), 'A'.repeat(87), `${'A'.repeat(85)}.`, '../../etc/passwd'])(
  'what cannot be a token is none: %j',
  (text) => {
    expect(readToken(text)).toBeUndefined()
  },
)
