/** A driver's bytes as a plain Uint8Array: a Buffer would compare and serialise differently. Same memory. */
export function plainBytes(value: Uint8Array): Uint8Array {
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
