import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Electron's program in `modules`, if it has been fetched. Its package is not loaded: that would start the download. */
export function electronBinary(modules: string): string | undefined {
  const folder = join(modules, 'electron')
  const pathFile = join(folder, 'path.txt')
  const own = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  // Written last: without it what lies in `dist` may be half of it.
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : own && 'electron'
  if (!name) return undefined
  const binary = join(own ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : undefined
}
