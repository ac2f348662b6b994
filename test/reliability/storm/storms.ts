import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '../../support/postgres-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { runStorm, type StormFigures, type StormPlan } from './run-storm.ts'
import { startServers } from './storm-servers.ts'

/** Two server processes on one PostgreSQL, which is as durable as it is for others. */
export async function stormOnPostgres(plan: StormPlan): Promise<StormFigures> {
  await using postgres = await startPostgres({ durable: true })
  const url = await postgres.freshDatabase()
  await using servers = await startServers(2, { args: [], env: { DATABASE_URL: url } })
  // Awaited here: the servers end with this block.
  return await runStorm({ database: 'postgresql', servers, where: { url } }, plan)
}

/** One process, on PGlite. */
export async function stormOnPglite(plan: StormPlan): Promise<StormFigures> {
  using folder = temporaryFolder()
  const data = join(folder.path, 'server')
  await using servers = await startServers(1, { args: ['--data', data], env: {} })
  const figures = await runStorm({ database: 'pglite', servers, where: { folder: join(data, 'database') } }, plan)
  rmSync(data, { recursive: true, force: true })
  return figures
}

/** The mutant: the same on PostgreSQL without what C1 rests on, the exclusion constraint and the locks of hosts. */
export async function stormUnguarded(plan: StormPlan): Promise<StormFigures> {
  await using postgres = await startPostgres({ durable: true })
  const plain = await postgres.freshDatabase()
  await ask(plain, "create function public.pg_advisory_xact_lock(bigint) returns void language sql as 'select'")
  // Ours is then found before the system's own.
  const url = `${plain}&options=${encodeURIComponent('-c search_path=public,pg_catalog')}`
  await using servers = await startServers(2, { args: [], env: { DATABASE_URL: url } })
  await ask(plain, 'alter table claim drop constraint claim_exclusive')
  return await runStorm({ database: 'postgresql', servers, where: { url: plain } }, plan)
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
