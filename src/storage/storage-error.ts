import { DrizzleQueryError } from 'drizzle-orm/errors'

/**
 * `overlap`: an exclusion constraint held (C1). `duplicate`: a unique one. `conflict`: two transactions stood in each
 * other's way, and ours lost. `unavailable`: the database cannot be reached. After `storage-failed` at a commit the outcome
 * is unknown: what was written may be there after reopening.
 */
export type StorageReason = 'disk-full' | 'storage-failed' | 'overlap' | 'duplicate' | 'conflict' | 'unavailable'

/** A database error without the values of the query: they are people's data, and errors end up in logs. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly reason: StorageReason
  readonly code: string
  /** The constraint that held, where the database names one. */
  readonly constraint: string | undefined

  constructor(reason: StorageReason, facts: { code: string; constraint?: string; statement?: string }) {
    super(
      [`${reason} (${[facts.code, facts.constraint].filter(Boolean).join(' ')})`, facts.statement]
        .filter(Boolean)
        .join(': '),
    )
    this.reason = reason
    this.code = facts.code
    this.constraint = facts.constraint
  }
}

/** What a driver threw as a StorageError; anything that is no database error comes back as it is. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error
  const statement = error instanceof DrizzleQueryError ? error.query : undefined
  const found = databaseError(error)
  if (found === undefined) return error
  return new StorageError(reasonOf(found.code), { ...found, ...(statement === undefined ? {} : { statement }) })
}

type Found = { code: string; constraint?: string }

/** Drivers wrap one another's errors: the innermost one with a code of a database or a socket counts. */
function databaseError(error: unknown): Found | undefined {
  if (!(error instanceof Error)) return undefined
  const inner = databaseError(error.cause)
  if (inner !== undefined) return inner
  if (/connection terminated|connection ended/i.test(error.message)) return { code: 'ECONNRESET' }
  // A socket file that is not there says ENOENT, as any missing file does.
  if ('syscall' in error && error.syscall === 'connect') return { code: 'ECONNREFUSED' }
  if (!('code' in error) || typeof error.code !== 'string' || !isDatabaseCode(error.code)) return undefined
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return { code: error.code, ...(constraint === undefined ? {} : { constraint }) }
}

function isDatabaseCode(code: string): boolean {
  return /^SQLITE_|^[0-9A-Z]{5}$|^ECONN|^ENOSPC$|^ENOTFOUND$|^ETIMEDOUT$/.test(code)
}

function reasonOf(code: string): StorageReason {
  if (/^SQLITE_FULL$|^ENOSPC$|^53100$/.test(code)) return 'disk-full'
  if (code === '23P01') return 'overlap'
  if (/^23505$|^SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY)$/.test(code)) return 'duplicate'
  if (/^40001$|^40P01$|^55P03$|^SQLITE_BUSY/.test(code)) return 'conflict'
  if (/^ECONN|^ENOTFOUND$|^ETIMEDOUT$|^08|^57P|^53300$/.test(code)) return 'unavailable'
  return 'storage-failed'
}
