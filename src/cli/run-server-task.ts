import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { PlainFailure } from './plain-failure.ts'
import { serverEntry } from './server-process.ts'

/** The server's program, told to do one thing and end; what it says is passed on. */
export async function runServerTask(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [serverEntry, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  await once(child, 'exit')
  // Its own sentence is enough.
  if (child.exitCode !== 0) throw new PlainFailure('')
}
