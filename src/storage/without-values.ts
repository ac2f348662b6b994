import { toStorageError } from './storage-error.ts'

type Execute = (...args: unknown[]) => Promise<unknown>
type Prepared = { execute: Execute }
type Session = { prepareQuery(...args: unknown[]): Prepared }

/**
 * Makes every query of a drizzle database or transaction fail with a StorageError. drizzle's own error carries the values of
 * the query, people's data, into whatever log it ends up in; a library that brings its own queries would let it out.
 * `failed` is called for each.
 */
export function withoutValues(db: object, failed: () => void = () => {}): void {
  const session: unknown = Reflect.get(db, 'session')
  if (!isSession(session)) throw new Error('this drizzle keeps its session differently')
  const prepareQuery = session.prepareQuery.bind(session)
  session.prepareQuery = (...args) => {
    const prepared = prepareQuery(...args)
    const execute = prepared.execute.bind(prepared)
    prepared.execute = async (...values) => {
      try {
        return await execute(...values)
      } catch (error) {
        failed()
        throw toStorageError(error)
      }
    }
    return prepared
  }
}

function isSession(session: unknown): session is Session {
  return typeof session === 'object' && session !== null && 'prepareQuery' in session
}
