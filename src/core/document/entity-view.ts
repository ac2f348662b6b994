import type * as Y from 'yjs'
import type { z } from 'zod'
import { plainValue } from './plain-value.ts'

/** One entity's keys as they stand in a document: plain copies of what a peer wrote, not yet believed. */
export type EntityView = {
  get(key: string): unknown
  /**
   * The items kept under `prefix`, each parsed on its own from what `candidate` makes of its suffix and value, in
   * the order of the suffixes. One that does not parse is set aside; the others stand.
   */
  items<S extends z.ZodType>(
    prefix: string,
    schema: S,
    candidate: (suffix: string, value: unknown) => unknown,
  ): z.infer<S>[]
  /** Keys of the items that were set aside so far. */
  readonly setAside: readonly string[]
}

export function entityView(entity: Y.Map<unknown>): EntityView {
  const keys = [...entity.keys()].sort()
  const setAside: string[] = []
  const get = (key: string): unknown => plainValue(entity.get(key))
  return {
    get,
    setAside,
    items: (prefix, schema, candidate) =>
      keys
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const parsed = schema.safeParse(candidate(key.slice(prefix.length), get(key)))
          if (!parsed.success) setAside.push(key)
          return parsed.success ? [parsed.data] : []
        }),
  }
}
