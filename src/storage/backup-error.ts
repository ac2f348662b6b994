/** Why there is no backup, or nothing was restored, in one sentence for whoever asked for it. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
