/** Made by scripts/migrations.mjs; `when` orders them for good. */
export type Migration = { readonly tag: string; readonly when: number; readonly statements: readonly string[] }

/** The data were written by a newer Dayloom: this one would not understand them, and touches nothing. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError'

  constructor() {
    super('This data was written by a newer version of Dayloom; please update Dayloom to open it.')
  }
}

/** Those of `ours` which are still to run, given the moments of those that have; throws NewerVersionError. */
export function migrationsToRun(ours: readonly Migration[], done: readonly number[]): readonly Migration[] {
  const known = new Set(ours.map((migration) => migration.when))
  if (done.some((when) => !known.has(when))) throw new NewerVersionError()
  return ours.slice(done.length)
}
