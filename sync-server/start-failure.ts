import { BackupError } from '../src/storage/backup-error.ts'
import { FolderInUseError } from '../src/storage/folder-lock.ts'
import { NewerVersionError } from '../src/storage/migration.ts'
import { StorageError } from '../src/storage/storage-error.ts'
import { ConfigError } from './config.ts'

const DISK_FULL = 'The disk is full: make some room and start again.'
const PLAIN = [ConfigError, FolderInUseError, NewerVersionError, BackupError]

/** Why the server does not start, in one sentence for whoever started it; undefined for what only we can have caused. */
export function startFailure(error: unknown): string | undefined {
  if (PLAIN.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  if (error instanceof StorageError && error.reason === 'unavailable') return 'The database cannot be reached.'
  if (error instanceof StorageError && error.reason === 'disk-full') return DISK_FULL
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return DISK_FULL
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'The port is taken: choose another one with --port, or 0 for any that is free.'
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.'
  if (code === 'EACCES') return 'The port or the folder may not be used by this user.'
  return undefined
}
