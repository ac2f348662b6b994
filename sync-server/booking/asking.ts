import type { BusyBook } from '../../src/storage/busy-book.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'

/** With what an offer is looked up. */
export type Asking = {
  readonly db: PostgresReadHandle
  readonly busyBook: BusyBook<PostgresReadHandle>
  /** `db` is an open transaction. */
  readonly inTransaction?: boolean
}
