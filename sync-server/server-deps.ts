import type { Logger } from 'pino'
import type { Instant } from '../src/core/model/instant.ts'
import type { BusyBook } from '../src/storage/busy-book.ts'
import type { PostgresReadHandle } from '../src/storage/handle.ts'
import type { PostgresStore } from '../src/storage/store.ts'
import type { Accounts } from './accounts/create-accounts.ts'
import type { BookableBook } from './booking/bookable-book.ts'
import type { SlotTurns } from './booking/slot-turns.ts'
import type { ServerConfig } from './config.ts'
import type { ServerTransaction } from './documents/server-transaction.ts'

/** What every part of the server is given: the world (clock, ids, database, log) and the shared documents. */
export type ServerDeps = {
  readonly config: ServerConfig
  /** Where the server is reached from outside, without a slash at the end: PUBLIC_URL, else the address it listens on. */
  readonly publicUrl: () => string
  /** For questions. Writing goes through `serverTransaction`; on PGlite `store.read` inside an open transaction deadlocks. */
  readonly store: PostgresStore
  readonly serverTransaction: ServerTransaction
  /** What takes time in calendars, kept in memory. */
  readonly busyBook: BusyBook<PostgresReadHandle>
  /** What stands behind public addresses, kept in memory. */
  readonly bookables: BookableBook
  readonly slotTurns: SlotTurns
  readonly accounts: Accounts
  readonly now: () => Instant
  /** UUIDv7. */
  readonly newId: () => string
  readonly logger: Logger
  /** 256 random bits, made once and kept in `server_setting`; for HMACs, with a purpose mixed in. */
  readonly serverKey: Uint8Array
}
