/** The database file is not what was written into it: nothing can be read from it, and nothing is changed. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'

  constructor(file: string) {
    super(
      `${file} is damaged: restore it from a backup, or move it away and sign in again to fetch what the server has.`,
    )
  }
}
