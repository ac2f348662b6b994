import { mkdirSync } from 'node:fs'
import Conf from 'conf'
import type { Secrets } from './secrets.ts'

/** Secrets in a file of `folder` that its owner alone may read: for plain Node, where no key store can be counted on. */
export function fileSecrets(folder: string): Secrets {
  // It would make the folder for everybody to look into.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = new Conf<Record<string, string>>({
    cwd: folder,
    configName: 'secrets',
    configFileMode: 0o600,
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  })
  return {
    get: (key) => store.get(key),
    set: (key, value) => store.set(key, value),
    delete: (key) => store.delete(key),
  }
}
