import { AsyncLocalStorage } from 'node:async_hooks'

/** Knows, per asynchronous context, which transaction is open. */
export type TransactionScope<H> = {
  /** The handle of the transaction in which the caller stands; undefined outside, also after it has ended. */
  current(): H | undefined
  /** Throws where a transaction is open already: an inner one would wait for the outer one for ever. */
  refuseNested(): void
  run<T>(handle: H, work: (handle: H) => Promise<T>): Promise<T>
}

export function createTransactionScope<H>(): TransactionScope<H> {
  const contexts = new AsyncLocalStorage<{ handle: H; open: boolean }>()

  function current(): H | undefined {
    const context = contexts.getStore()
    // Work that was started inside and not awaited lives on in the context of a transaction that has ended.
    return context?.open === true ? context.handle : undefined
  }

  return {
    current,
    refuseNested() {
      if (current() !== undefined)
        throw new Error('a transaction is open here already: use its handle, do not open another')
    },
    async run(handle, work) {
      const context = { handle, open: true }
      try {
        return await contexts.run(context, () => work(handle))
      } finally {
        context.open = false
      }
    },
  }
}
