import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** What a process did to the files of one folder, in order. Paths are relative to it; the folder itself is `.`. */
export type DiskStep =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly data: Uint8Array }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  /** A line on stdout: what the person was told at this moment. */
  | { readonly kind: 'said'; readonly line: string }

/** Recording needs strace, and the right to use it. */
export const canTrace = existsSync('/usr/bin/strace')

const CALLS =
  'openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,ftruncate,unlink,unlinkat,writev,pwritev,fallocate'

/** Runs `node <script> <folder> …args` to its end and reads what it did in `folder` from the record of its system calls. */
export async function traceWrites(
  script: string,
  { folder, args, record }: { folder: string; args: readonly string[]; record: string },
): Promise<DiskStep[]> {
  const tracing = ['-f', '-y', '-xx', '-s', '10000000', '-o', record, '-e', `trace=${CALLS}`]
  const child = spawn('/usr/bin/strace', [...tracing, process.execPath, script, folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.resume()
  const [code] = z.tuple([z.number().nullable(), z.unknown()]).parse(await once(child, 'exit'))
  if (code !== 0) throw new Error(`${script} ended with ${code}`)
  return readRecord(record, folder)
}

async function readRecord(record: string, folder: string): Promise<DiskStep[]> {
  const reader = recordReader(folder)
  for await (const line of createInterface({ input: createReadStream(record) })) reader.read(line)
  return reader.steps
}

const LINE = /^(\d+) +(.*)$/
const CALL = /^(\w+)\((.*)\) += (-?\d+|\?)/
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/

function recordReader(folder: string): { readonly steps: DiskStep[]; read(line: string): void } {
  const steps: DiskStep[] = []
  const begun = new Map<string, string>()
  /** Where the next plain write of a file goes. */
  const places = new Map<string, number>()
  const read = (line: string): void => {
    const [, thread = '', text = ''] = LINE.exec(line) ?? []
    if (text.endsWith('<unfinished ...>')) {
      begun.set(thread, text.slice(0, -'<unfinished ...>'.length))
      return
    }
    const rest = RESUMED.exec(text)?.[1]
    const [, call = '', given = '', result = ''] =
      CALL.exec(rest === undefined ? text : `${begun.get(thread)}${rest}`) ?? []
    // A call that failed did nothing.
    if (call === '' || result.startsWith('-') || result === '?') return
    steps.push(...stepsOf({ call, given, result: Number(result) }, { folder, places }))
  }
  return { steps, read }
}

type Call = { readonly call: string; readonly given: string; readonly result: number }
type Context = { readonly folder: string; readonly places: Map<string, number> }

function stepsOf({ call, given, result }: Call, { folder, places }: Context): DiskStep[] {
  const inside = (path: string | undefined): string | undefined => relative(folder, path)
  const file = inside(pathOfDescriptor(given))
  switch (call) {
    case 'openat': {
      const opened = inside(stringsOf(given)[0])
      if (opened === undefined || opened === '.') return []
      places.set(opened, 0)
      const created: DiskStep[] = given.includes('O_CREAT') ? [{ kind: 'create', file: opened }] : []
      return given.includes('O_TRUNC') ? [...created, { kind: 'truncate', file: opened, size: 0 }] : created
    }
    case 'write':
      if (given.startsWith('1<')) return saidIn(bytesOf(given))
      if (file === undefined) return []
      places.set(file, (places.get(file) ?? 0) + result)
      return [{ kind: 'write', file, at: (places.get(file) ?? 0) - result, data: bytesOf(given).subarray(0, result) }]
    case 'pwrite64':
      if (file === undefined) return []
      return [{ kind: 'write', file, at: lastNumber(given), data: bytesOf(given).subarray(0, result) }]
    case 'ftruncate':
      return file === undefined ? [] : [{ kind: 'truncate', file, size: lastNumber(given) }]
    case 'fsync':
    case 'fdatasync':
      return file === undefined ? [] : [{ kind: 'sync', file }]
    case 'unlink':
    case 'unlinkat': {
      const gone = inside(stringsOf(given)[0])
      return gone === undefined ? [] : [{ kind: 'unlink', file: gone }]
    }
    case 'rename':
    case 'renameat':
    case 'renameat2': {
      const [from, to] = stringsOf(given).map(inside)
      return from === undefined || to === undefined ? [] : [{ kind: 'rename', file: from, to }]
    }
    default:
      if (file !== undefined) throw new Error(`${call} of ${file} is not replayed`)
      return []
  }
}

function saidIn(data: Uint8Array): DiskStep[] {
  const lines = Buffer.from(data).toString().trim().split('\n')
  return lines.map((line) => ({ kind: 'said', line }))
}

function relative(folder: string, path: string | undefined): string | undefined {
  if (path === folder) return '.'
  return path?.startsWith(`${folder}/`) === true ? path.slice(folder.length + 1) : undefined
}

/** Of `23<\x2f…>, …`. */
function pathOfDescriptor(given: string): string | undefined {
  const found = /^\d+<([^>]*)>/.exec(given)?.[1]
  return found === undefined ? undefined : unhex(found).toString()
}

function stringsOf(given: string): string[] {
  return [...given.matchAll(/"([^"]*)"/g)].map(([, text = '']) => unhex(text).toString())
}

function bytesOf(given: string): Uint8Array {
  return unhex(/"([^"]*)"/.exec(given)?.[1] ?? '')
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll(String.raw`\x`, ''), 'hex')
}

function lastNumber(given: string): number {
  return Number(/(\d+)$/.exec(given)?.[1])
}

/** Where a record may be kept: beside what is recorded. */
export function recordIn(folder: string): string {
  return join(folder, 'calls.txt')
}
