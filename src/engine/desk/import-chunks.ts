const MOST = 250
// A series becomes some thousand occurrences, and the server takes no more than 20,000 at once.
const SERIES = 20
// The server takes a command of 1 MB. Counted in characters of JSON, each of which is at most three bytes of an update.
const MOST_CHARACTERS = 300_000

/** Appointments in portions that are one command each, in their order: neither too many nor too large together. */
export function importChunks<T extends { readonly series?: unknown }>(appointments: readonly T[]): T[][] {
  const chunks: T[][] = []
  let left = { weight: 0, characters: 0 }
  for (const appointment of appointments) {
    const weight = appointment.series === undefined ? 1 : SERIES
    const characters = JSON.stringify(appointment).length
    const last = chunks.at(-1)
    if (last === undefined || weight > left.weight || characters > left.characters) {
      chunks.push([appointment])
      left = { weight: MOST, characters: MOST_CHARACTERS }
    } else {
      last.push(appointment)
    }
    left = { weight: left.weight - weight, characters: left.characters - characters }
  }
  return chunks
}
