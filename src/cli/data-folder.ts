import { join, resolve } from 'node:path'
import envPaths from 'env-paths'

/** Where a subcommand finds the server's and the desk's data. */
export type DataFolder = { readonly root: string; readonly server: string; readonly desk: string }

/**
 * `given`: `--data`; without it the place that this system has for a person's application data. `profile`: `--profile`, a data
 * folder of its own below it, so that two accounts on one machine have no file in common.
 */
export function dataFolder(given: string | undefined, profile?: string): DataFolder {
  const base = given === undefined ? envPaths('dayloom', { suffix: '' }).data : resolve(given)
  const root = profile === undefined ? base : join(base, 'profiles', profile)
  return { root, server: join(root, 'server'), desk: join(root, 'desk') }
}
