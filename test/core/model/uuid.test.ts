import { expect, test } from 'vitest'
import { uuidV7 } from '../../../src/core/model/uuid.ts'

test('a UUIDv7 holds its moment, its version and its variant, and the random bits around them', () => {
  // The moment is that of RFC 9562, appendix A.6.
  expect(uuidV7(0x017f22e279b0, new Uint8Array(16).fill(0xff))).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff')
  expect(uuidV7(0, new Uint8Array(16))).toBe('00000000-0000-7000-8000-000000000000')
  const counted = Uint8Array.from({ length: 16 }, (_, index) => index)
  expect(uuidV7(1, counted)).toBe('00000000-0001-7607-8809-0a0b0c0d0e0f')
})
