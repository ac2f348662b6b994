import type { DeskHandle, DeskReadHandle, Handle, PostgresHandle, PostgresReadHandle, ReadHandle } from './handle.ts'

/**
 * Reads and writes apart: what is written goes through `tx`, whole or not at all. Transactions of one store on SQLite or
 * PGlite run one after the other. Errors of the database leave `tx` as StorageError; what `work` throws otherwise leaves as
 * it is, and the transaction is rolled back. No network call belongs into `work`, and all that it starts must be awaited.
 * Inside `work`, `read` of the same asynchronous context is the transaction's own view; a `tx` inside a `tx` throws.
 */
type StoreOf<Read, Write> = AsyncDisposable & {
  readonly read: Read
  tx<T>(work: (tx: Write) => Promise<T>): Promise<T>
  /** Waits for the transaction at work. */
  close(): Promise<void>
}

export type Store = StoreOf<ReadHandle, Handle>

/** `tx.desk` and `read.desk`: the tables that only a desk has (src/storage/desk). */
export type DeskStore = StoreOf<DeskReadHandle, DeskHandle>

/** `repeatable read`: all that is asked is answered as of one moment; a conflict with what came after it ends the transaction. */
export type TransactionOptions = { readonly isolationLevel: 'repeatable read' }

export type PostgresStore = Omit<StoreOf<PostgresReadHandle, PostgresHandle>, 'tx'> & {
  tx<T>(work: (tx: PostgresHandle) => Promise<T>, options?: TransactionOptions): Promise<T>
  /**
   * Like `tx`, and once more from the start when it lost to another transaction (deadlock, serialization): `work` must leave
   * nothing behind outside the database.
   */
  txAgain<T>(work: (tx: PostgresHandle) => Promise<T>): Promise<T>
  /** For libraries that bring their own queries: reads and writes, on the open transaction of the context where there is one. */
  readonly drizzle: PostgresHandle
  /** `pglite` does one thing at a time and blocks the event loop meanwhile. */
  readonly engine: 'pglite' | 'postgres'
}
