import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Electron's program in `modules`, if it has been fetched. Its package is not loaded: that would start the download. */
export function electronBinary(modules: string): string | undefined {
  const folder = join(modules, 'electron')
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : undefined
}
