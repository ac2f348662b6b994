import { safeStorage } from 'electron'
import type { Secrets } from '../engine/secrets.ts'

/** Secrets encrypted by the system's key store before they reach `store`; a system without one is refused. */
export function safeSecrets(store: Secrets): Secrets {
  return {
    get: (key) => {
      const sealed = store.get(key)
      return sealed === undefined ? undefined : unseal(sealed)
    },
    set: (key, value) => store.set(key, seal(value)),
    delete: (key) => store.delete(key),
  }
}

// Sealed under a key that is gone (another key store, another machine) it is lost: signing in again makes a new one.
function unseal(sealed: string): string | undefined {
  try {
    return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
  } catch {
    return undefined
  }
}

function seal(value: string): string {
  const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  if (plain || !safeStorage.isEncryptionAvailable()) {
    throw new Error(
      'This system has no key store: install and unlock one (such as GNOME Keyring or KWallet) to sign in.',
    )
  }
  return safeStorage.encryptString(value).toString('base64')
}
