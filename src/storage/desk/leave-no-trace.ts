import Database from 'better-sqlite3'
import type { DeskStore } from '../store.ts'

/** From now on what is deleted is overwritten in the file, not merely let go: a wiped document is gone from the disk. */
export async function overwriteDeleted(store: DeskStore): Promise<void> {
  await store.tx(async (tx) => {
    tx.desk.all('PRAGMA secure_delete = ON')
  })
}

/** Empties the write-ahead log of `file`, in which pages from before a wipe stand. A reader at work leaves it for the next time. */
export function emptyWriteAheadLog(file: string): void {
  const connection = new Database(file, { fileMustExist: true })
  try {
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
}
