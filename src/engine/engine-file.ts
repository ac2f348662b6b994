import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the engine that runs on a desk's folder is to be reached, for the command line; readable by its owner alone. */
export const EngineFile = z.object({ url: z.url(), key: z.string().min(1), pid: z.int() })
export type EngineFile = z.infer<typeof EngineFile>

/** Announces a running engine in `folder`; disposed of, it takes its word back. */
export async function writeEngineFile(folder: string, content: EngineFile): Promise<AsyncDisposable> {
  const file = join(folder, 'engine.json')
  // Anew, since `mode` says nothing about a file that is there already.
  await rm(file, { force: true })
  await writeFile(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' })
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) }
}

/** Undefined where no engine has announced itself, or where one has died without taking its word back. */
export async function readEngineFile(folder: string): Promise<EngineFile | undefined> {
  const text = await readFile(join(folder, 'engine.json'), 'utf8').catch(() => '')
  const parsed = EngineFile.safeParse(asJson(text))
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : undefined
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    // No such process, or somebody else's: ours would have been ours to signal.
    return false
  }
}
