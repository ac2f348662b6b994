import { pino } from 'pino'
import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import type { Permission } from '../../src/core/model/calendar.ts'
import * as ids from '../../src/core/model/ids.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import type { Role } from '../../src/core/model/member.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { signSyncPass } from '../../sync-server/accounts/sync-token.ts'
import type { ServerConfig } from '../../sync-server/config.ts'
import { createServer, type SyncServer } from '../../sync-server/create-server.ts'
import { id, memberRow, workspace, workspaceRow } from '../support/rows.ts'
import { freshPglite } from '../support/pglite.ts'

export { id, workspace }

export const ANNA = id(ids.MemberId, 1)
export const BEN = id(ids.MemberId, 2)
export const CARA = id(ids.MemberId, 3)
export const CALENDAR = id(ids.CalendarId, 1)
export const DIRECTORY = documentName({ kind: 'directory', workspace })
export const CALENDAR_DOCUMENT = documentName({ kind: 'calendar', workspace, calendar: CALENDAR })
export const QUARTER = quarterOf(CALENDAR)

/** 2026-11-20, noon. */
export const NOON = instant(Date.UTC(2026, 10, 20, 12))

export function quarterOf(calendar: ids.CalendarId): DocumentName {
  return documentName({ kind: 'entries', workspace, calendar, part: '2026-q4' })
}

export type StartedServer = SyncServer & {
  readonly clock: { now: Instant }
  /** Everything that was logged. */
  readonly logged: string[]
}

/** A whole server on a fresh PGlite in memory, or on `store` (which stays open), or on the PostgreSQL at `databaseUrl`. */
export async function startServer(
  on: { store?: PostgresStore; databaseUrl?: string; port?: number } & Pick<
    ServerConfig,
    'rateLimits' | 'trustProxy'
  > = {},
): Promise<StartedServer> {
  const clock = { now: NOON }
  const logged: string[] = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
  const { port = 0, databaseUrl, rateLimits, trustProxy } = on
  const config = { host: '127.0.0.1', port, demo: false, json: false, databaseUrl, rateLimits, trustProxy }
  const openFresh = async () => {
    const store = on.store ?? (await freshPglite())
    return { store, [Symbol.asyncDispose]: async () => (on.store ? undefined : store.close()) }
  }
  const world = { logger, now: () => clock.now, ...(on.databaseUrl === undefined ? { openStore: openFresh } : {}) }
  return { ...(await createServer(config, world)), clock, logged }
}

export type Share = readonly [calendar: ids.CalendarId, member: ids.MemberId, permission: Permission]

/** Anna is the owner of the workspace, Ben and Cara are staff; calendar 1 is Anna's. */
export async function fillWorkspace({ deps }: SyncServer, shares: readonly Share[] = []): Promise<void> {
  const people: readonly [number, Role][] = [
    [1, 'owner'],
    [2, 'staff'],
    [3, 'staff'],
  ]
  await deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, {
      workspace: workspaceRow(),
      members: people.map(([n, role]) => memberRow(n, { role })),
      owners: [{ calendar: CALENDAR, owner: ANNA }],
      shares: shares.map(([calendar, member, permission]) => ({ calendar, member, permission })),
    }),
  )
}

export async function share({ deps }: SyncServer, member: ids.MemberId, permission?: Permission): Promise<void> {
  await deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { shares: [{ calendar: CALENDAR, member, permission }] }),
  )
}

/** As `accounts.syncToken` gives it out. */
export function tokenFor({ deps }: SyncServer, member: ids.MemberId, device: ids.DeviceId): string {
  return signSyncPass(deps.serverKey, { workspace, member, device, expiresAt: instant(deps.now() + 60_000) })
}
