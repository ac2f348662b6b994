import { join, resolve } from 'node:path'
import envPaths from 'env-paths'

/** Where a subcommand finds the server's and the desk's data. */
export type DataFolder = { readonly root: string; readonly server: string; readonly desk: string }

/** `given`: `--data`; without it the place that this system has for a person's application data. */
export function dataFolder(given: string | undefined): DataFolder {
  const root = given === undefined ? envPaths('dayloom', { suffix: '' }).data : resolve(given)
  return { root, server: join(root, 'server'), desk: join(root, 'desk') }
}
