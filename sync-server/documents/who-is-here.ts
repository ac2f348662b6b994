import type { Logger } from 'pino'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { lookTogether } from './looking-together.ts'
import { createPresence } from './presence.ts'
import type { SyncDeps } from './sync-deps.ts'

/** Who is connected and looks at what, as others may know it. */
export type WhoIsHere = Pick<SyncDeps, 'presence' | 'looking' | 'personOf'> & AsyncDisposable

export async function whoIsHere(deps: {
  readonly store: PostgresStore
  readonly databaseUrl: string | undefined
  readonly logger: Logger
}): Promise<WhoIsHere> {
  const looking = await lookTogether(deps)
  return {
    presence: createPresence(),
    looking,
    personOf: async (workspace, member) => {
      const row = await memberById(deps.store.read, { workspace, id: member })
      return row && !row.ended ? { member, name: row.name, colour: row.colour } : undefined
    },
    [Symbol.asyncDispose]: () => looking[Symbol.asyncDispose](),
  }
}
