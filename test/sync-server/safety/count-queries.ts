import type { PostgresStore } from '../../../src/storage/store.ts'

const ASKING: ReadonlySet<PropertyKey> = new Set(['select', 'selectDistinct', 'execute', 'insert', 'update', 'delete'])

/** The same store; what is asked of it outside transactions, and inside, is noted by its kind. */
export function countQueries(store: PostgresStore, noted: string[]): PostgresStore {
  const watched = <T extends object>(handle: T): T =>
    new Proxy(handle, {
      get(target, key) {
        if (ASKING.has(key)) noted.push(String(key))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  return { ...store, read: watched(store.read), tx: (work) => store.tx((tx) => work(watched(tx))) }
}
