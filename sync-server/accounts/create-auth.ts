import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { bearer } from 'better-auth/plugins'
import type { Logger } from 'pino'
import type { PostgresStore } from '../../src/storage/store.ts'
import { account, session, user, verification } from '../database/account-schema.ts'

export type Auth = ReturnType<typeof createAuth>

const DAY_SECONDS = 24 * 60 * 60

/**
 * The accounts library proves who someone is: e-mail, password, bearer sessions. It is asked in process and has no routes of
 * its own; workspaces, members and roles are ours.
 */
export function createAuth(deps: {
  readonly store: PostgresStore
  readonly serverKey: Uint8Array
  readonly newId: () => string
  readonly logger: Logger
}) {
  return betterAuth({
    // No link and no cookie of its own leaves the server: the address only has to be one.
    baseURL: 'http://localhost',
    secret: createHmac('sha256', deps.serverKey).update('accounts').digest('base64url'),
    database: drizzleAdapter(deps.store.drizzle, { provider: 'pg', schema: { account, session, user, verification } }),
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 1_000 },
    session: { expiresIn: 90 * DAY_SECONDS, updateAge: DAY_SECONDS },
    advanced: { database: { generateId: deps.newId } },
    plugins: [bearer()],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its own messages may hold addresses: the level alone is told.
    logger: { log: (level) => deps.logger[level]('the accounts library spoke') },
  })
}
