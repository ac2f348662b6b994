import { join, resolve } from 'node:path'
import envPaths from 'env-paths'

/** Where a subcommand finds the server's and the desk's data. */
export type DataFolder = { readonly root: string; readonly server: string; readonly desk: string }

/**
 * `data`: `--data`; without it the place that this system has for a person's application data. `profile`: `--profile`, a data folder
 * of its own below it, so that two accounts on one machine have no file in common.
 */
export function dataFolder({ data, profile }: { readonly data?: string; readonly profile?: string }): DataFolder {
  const base = data === undefined ? envPaths('dayloom', { suffix: '' }).data : resolve(data)
  const root = profile === undefined ? base : join(base, 'profiles', profile)
  return { root, server: join(root, 'server'), desk: join(root, 'desk') }
}
