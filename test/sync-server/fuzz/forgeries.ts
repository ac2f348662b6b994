import { isDeepStrictEqual } from 'node:util'

type Content = Readonly<Record<string, unknown>>

/** What `after` says in somebody else's name, or no longer says, told from the documents' content alone. */
export function forgeries(before: Content, after: Content, writer: string): string[] {
  return Object.entries(before).flatMap(([name, entries]) => {
    const later = asContent(asContent(after)[name])
    return Object.entries(asContent(entries)).flatMap(([entry, keys]) => {
      if (!(entry in later)) return [`${name}: ${entry} was taken out`]
      return forgedKeys(asContent(keys), asContent(later[entry]), writer).map((what) => `${name}: ${entry}: ${what}`)
    })
  })
}

function forgedKeys(before: Content, after: Content, writer: string): string[] {
  if (!isDeepStrictEqual(before['base'], after['base'])) return ['made by somebody else']
  const changed = Object.entries(after).filter(
    ([key, value]) => isSigned(key) && !isDeepStrictEqual(before[key], value),
  )
  const gone = Object.keys(before).filter((key) => isSigned(key) && !(key in after))
  return [
    ...changed.filter(([, value]) => asContent(value)['by'] !== writer).map(([key]) => `${key} in another's name`),
    ...gone.filter((key) => asContent(before[key])['by'] !== writer).map((key) => `${key} of another taken back`),
  ]
}

function isSigned(key: string): boolean {
  return key.startsWith('status:') || key.startsWith('earlier:') || key === 'cancellation'
}

function asContent(value: unknown): Content {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
