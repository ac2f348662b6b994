import { ORPCError } from '@orpc/client'
import { Refusal } from '../core/contract/refusal.ts'
import { BackupError } from '../storage/backup-error.ts'
import { DamagedFileError } from '../storage/damaged-file-error.ts'
import { FolderInUseError } from '../storage/folder-lock.ts'
import { NewerVersionError } from '../storage/migration.ts'
import { StorageError } from '../storage/storage-error.ts'
import { PlainFailure } from './plain-failure.ts'
import { refusalText } from './refusal-text.ts'

const PLAIN = [PlainFailure, BackupError, FolderInUseError, NewerVersionError, DamagedFileError]

/** What went wrong, in one sentence for a person; never a stack trace. */
export function explain(error: unknown): string {
  if (PLAIN.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  if (error instanceof StorageError) {
    return refusalText[error.reason === 'disk-full' ? 'disk-full' : 'storage-failed']
  }
  if (error instanceof ORPCError) return explainRefusal(error)
  if (!(error instanceof Error)) return 'Something went wrong.'
  // A call that was under way when the engine that runs on the folder was ended.
  if (error.name === 'AbortError')
    return 'Dayloom was ended meanwhile: what it had taken over by then is safe. Try again.'
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'That port is taken by another program.'
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return 'The folder for data cannot be used: choose another one with --data.'
  }
  if (code === 'ENOSPC') return refusalText['disk-full']
  return `Something went wrong: ${error.message.split('\n')[0] ?? error.name}`
}

function explainRefusal(error: ORPCError<string, unknown>): string {
  const refusal = Refusal.safeParse(error.data)
  return refusal.success ? refusalText[refusal.data.reason] : `Dayloom could not do that (${error.code}).`
}
