/** Where a desk keeps what nobody else may read: the system's key store in the shell, a file of the owner's in plain Node. */
export type Secrets = {
  get(key: string): string | undefined
  set(key: string, value: string): void
  delete(key: string): void
}
