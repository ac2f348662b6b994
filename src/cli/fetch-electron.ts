import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronBinary } from './electron-binary.ts'

export type FetchElectron = {
  /** `node_modules`. */
  readonly modules: string
  /** The file that remembers a failure, so that not every start waits for one. */
  readonly failed: string
  readonly deadlineMs: number
  say(sentence: string): void
}

const TRY_AGAIN_AFTER = 24 * 3_600_000

/** Electron's program, fetched where it is missing, unless that failed within the last day. Undefined: not to be had. */
export async function fetchElectron({ modules, failed, deadlineMs, say }: FetchElectron): Promise<string | undefined> {
  const here = electronBinary(modules)
  if (here !== undefined || hasFailedLately(failed)) return here
  say('Setting up: fetching Electron (once)')
  await runInstaller(join(modules, 'electron', 'install.js'), deadlineMs)
  const fetched = electronBinary(modules)
  if (fetched === undefined) {
    mkdirSync(dirname(failed), { recursive: true })
    writeFileSync(failed, '')
  }
  return fetched
}

function hasFailedLately(failed: string): boolean {
  const at = statSync(failed, { throwIfNoEntry: false })?.mtimeMs
  return at !== undefined && Date.now() - at < TRY_AGAIN_AFTER
}

// What it has to say is a stack trace; whether it worked is seen by what lies there.
async function runInstaller(script: string, deadlineMs: number): Promise<void> {
  const child = spawn(process.execPath, [script], { stdio: 'ignore', timeout: deadlineMs, killSignal: 'SIGKILL' })
  await once(child, 'exit')
}
