import { join } from 'node:path'
import { expect } from 'vitest'
import { ServerReady } from '../../src/cli/server-process.ts'
import { runProcess, startProcess, type StartedProcess } from './started-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PROGRAM = 'sync-server/index.ts'

/** A sync server as a process of its own on an embedded database, which can be backed up, ended and restored. */
export type KeptServer = AsyncDisposable & {
  readonly url: string
  readonly folder: string
  /** Of the demo clinic that it holds. */
  readonly owner: { readonly email: string; readonly password: string }
  /** While it runs or not; the folder of the backup. */
  backUp(): Promise<string>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** On the same port. */
  start(): Promise<void>
  /** Of an ended one. */
  restore(backup: string): Promise<void>
}

export async function keptServer(): Promise<KeptServer> {
  const folder = temporaryFolder()
  const data = join(folder.path, 'server')
  const start = (port: string) =>
    startProcess(PROGRAM, ['--data', data, '--port', port, '--demo', '--json'], { env: { RATE_LIMITS: 'off' } })
  let process: StartedProcess = await start('0')
  const { url, accounts } = ServerReady.parse(process.ready)
  const owner = accounts.find(({ role }) => role === 'owner')
  if (owner === undefined) throw new Error('the demo has no owner')
  const task = async (...args: string[]) => {
    const { code, stderr } = await runProcess(PROGRAM, ['--data', data, ...args])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  }
  let backups = 0
  return {
    url,
    folder: data,
    owner: { email: owner.email, password: owner.password },
    backUp: async () => {
      const backup = join(folder.path, `backup-${(backups += 1)}`)
      await task('--backup', backup)
      return backup
    },
    stop: async (signal = 'SIGTERM') => void (await process.end(signal)),
    start: async () => {
      process = await start(new URL(url).port)
    },
    restore: (backup) => task('--restore', backup, '--force'),
    [Symbol.asyncDispose]: async () => {
      await process.end('SIGTERM')
      folder[Symbol.dispose]()
    },
  }
}
