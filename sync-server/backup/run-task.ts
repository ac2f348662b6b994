import type { ServerConfig } from '../config.ts'
import { ConfigError } from '../config.ts'
import { beginEpoch } from '../documents/epochs.ts'
import { openStore } from '../open-store.ts'
import { FolderInUseError } from '../../src/storage/folder-lock.ts'
import { askForBackup } from './control-file.ts'
import { restoreDatabase } from './restore-database.ts'
import { writeBackup } from './write-backup.ts'
import type { ServerTask } from './server-task.ts'

/** Does what was asked for in place of serving; what became of it, in a sentence. */
export async function runTask(config: ServerConfig, task: ServerTask): Promise<string> {
  switch (task.kind) {
    case 'new-epoch': {
      await using open = await openStore(config)
      const { documents } = await open.store.tx((tx) => beginEpoch(tx, Date.now()))
      return `A new epoch has begun for ${counted(documents)}. The server may be started.`
    }
    case 'backup':
      await backUp(config, embeddedIn(config, 'pg_dump'), task.to)
      return `The database is in ${task.to}.`
    case 'restore': {
      const { documents, replaced } = await restoreDatabase(embeddedIn(config, 'pg_restore'), task)
      const kept =
        replaced === undefined ? '' : ` What was there before is kept in ${replaced}; delete it when all is well.`
      return `Restored, with a new epoch for ${counted(documents)}.${kept}`
    }
  }
}

function counted(documents: number): string {
  return documents === 1 ? '1 document' : `${documents} documents`
}

function embeddedIn({ dataDir, databaseUrl }: ServerConfig, tool: string): string {
  if (databaseUrl !== undefined || dataDir === undefined) {
    throw new ConfigError(`This is for the embedded database; PostgreSQL has ${tool}: see docs/operating.md.`)
  }
  return dataDir
}

async function backUp(config: ServerConfig, dataDir: string, to: string): Promise<void> {
  try {
    await using open = await openStore(config)
    if (open.copyTo) await writeBackup(open.copyTo, to)
  } catch (error) {
    // A server runs on it: it alone can read its files without their changing meanwhile.
    if (!(error instanceof FolderInUseError)) throw error
    await askForBackup(dataDir, to)
  }
}
