import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

/** The app in Electron's window, as a process of its own. */
export type ElectronWindow = AsyncDisposable & { readonly closed: Promise<void> }

const shell = join(resolve(import.meta.dirname, '..', '..'), 'out', 'main', 'index.js')

/** Opens it; undefined where the program ends before a window stands (no display, a library missing, no sandbox). */
export async function electronWindow(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<ElectronWindow | undefined> {
  const child = spawn(program, [shell], {
    // The channel: the shell says when its window stands, and is told, by closing, that this process is gone.
    stdio: ['ignore', 2, 2, 'ipc'],
    env: { ...process.env, ...env },
  })
  const closed = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  )
  const opened = once(child, 'message').then(
    () => true,
    () => false,
  )
  const stands = await Promise.race([opened, closed.then(() => false)])
  if (!stands) return undefined
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await closed
  }
  return { closed, [Symbol.asyncDispose]: end }
}
