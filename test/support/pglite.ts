import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PgliteStore } from '../../src/storage/open-pglite.ts'
import { openPglite } from '../../src/storage/open-pglite.ts'
import { postgresMigrations } from '../../sync-server/database/migrations/migrations.ts'

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/dayloom-test')

/** A migrated, empty PGlite in memory: a copy of one that was made once (seconds), at some tenths of a second each. */
export async function freshPglite(): Promise<PgliteStore> {
  return openPglite({ migrations: postgresMigrations, snapshot: await snapshot() })
}

async function snapshot(): Promise<Blob> {
  const hash = createHash('sha256').update(JSON.stringify(postgresMigrations)).digest('hex').slice(0, 16)
  const file = join(CACHE, `pglite-${hash}.tar`)
  if (!existsSync(file)) {
    const made = Buffer.from(await (await makeSnapshot()).arrayBuffer())
    mkdirSync(CACHE, { recursive: true })
    // Several test files may make it at once: each moves a whole one into place.
    const own = `${file}.${randomUUID()}`
    writeFileSync(own, made)
    renameSync(own, file)
  }
  return new Blob([readFileSync(file)])
}

async function makeSnapshot(): Promise<Blob> {
  await using store = await openPglite({ migrations: postgresMigrations })
  return store.pglite.dumpDataDir('none')
}
