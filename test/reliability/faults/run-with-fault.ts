import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { z } from 'zod'

export type Fault = {
  /** As strace has it: `pwrite64:error=ENOSPC:when=20+`. */
  readonly inject: string
  /** Only where they reach this file; relative to the folder. Absent: everywhere. */
  readonly at?: string
}

export type Faulty = { readonly said: readonly string[]; readonly code: number | null }

const SILENT_MS = 180_000

/** Runs a program of the tests on `folder` while calls of it fail, to its end; every line it says. */
export async function runWithFault(
  script: string,
  { folder, fault, args = [] }: { folder: string; fault: Fault; args?: readonly string[] },
): Promise<Faulty> {
  const calls = fault.inject.split(':')[0] ?? ''
  const where = fault.at === undefined ? [] : ['-P', `${folder}/${fault.at}`]
  const tracing = ['-f', '-qq', ...where, '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${fault.inject}`]
  const child = spawn('/usr/bin/strace', [...tracing, process.execPath, script, folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  // One that falls silent is ended, and found out by that.
  const silent = setTimeout(() => child.kill('SIGKILL'), SILENT_MS)
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) said.push(line)
  clearTimeout(silent)
  const [code] = z.tuple([z.number().nullable(), z.unknown()]).parse(await exited)
  return { said, code }
}
