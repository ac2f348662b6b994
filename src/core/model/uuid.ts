/** A UUIDv7 (RFC 9562, 5.7) in lower case. `at`: epoch milliseconds; `random`: 16 bytes, of which 74 bits are used. */
export function uuidV7(at: number, random: Uint8Array): string {
  const time = at.toString(16).padStart(12, '0')
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) & 3)).toString(16)
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
