const MOST = 500
// The server takes a command of 8 MB. Counted in characters of JSON, each of which is at most three bytes of an update.
const MOST_CHARACTERS = 2_000_000

/** Appointments in portions that are one command each, in their order: neither too many nor too large together. */
export function importChunks<T>(appointments: readonly T[]): T[][] {
  const chunks: T[][] = []
  let characters = 0
  for (const appointment of appointments) {
    const own = JSON.stringify(appointment).length
    const last = chunks.at(-1)
    characters += own
    if (last !== undefined && last.length < MOST && characters <= MOST_CHARACTERS) {
      last.push(appointment)
    } else {
      chunks.push([appointment])
      characters = own
    }
  }
  return chunks
}
