import { join } from 'node:path'

/** The database in a desk's folder. */
export function deskFile(folder: string): string {
  return join(folder, 'desk.sqlite')
}
