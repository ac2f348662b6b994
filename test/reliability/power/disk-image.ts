import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Random } from '../../sync/seeded-random.ts'
import type { DiskStep } from './traced-writes.ts'

type Change = { readonly at: number; readonly data: Uint8Array } | { readonly size: number }
/** `synced`: what is on the disk for certain; `since`: what may have come there or not. */
type Inode = { synced: Buffer; since: Change[] }
type Names = Map<string, Inode>

/** A folder as a disk has it: what was synced is there after a power cut, of the rest nobody knows how much. */
export type Disk = {
  apply(step: DiskStep): void
  /** The folder after a power cut at this moment, written into `folder`. */
  imageInto(folder: string, random: Random): void
}

export type FirstFile = { readonly name: string; readonly data: Buffer }

/** `beginning`: what was there, and synced, before the first step. */
export function createDisk(beginning: readonly FirstFile[] = []): Disk {
  const first = beginning.map(({ name, data }): [string, Inode] => [name, { synced: data, since: [] }])
  const now: Names = new Map(first)
  const synced: Names = new Map(first)
  /** Changes of names since the folder was synced. A journal keeps their order. */
  let renamed: ((names: Names) => void)[] = []

  const inode = (file: string): Inode => {
    const found = now.get(file)
    if (found === undefined) throw new Error(`${file} was never made`)
    return found
  }
  const change = (work: (names: Names) => void): void => {
    work(now)
    renamed.push(work)
  }
  const create = (file: string): void => {
    const fresh: Inode = { synced: Buffer.alloc(0), since: [] }
    if (!now.has(file)) change((names) => void names.set(file, fresh))
  }
  const apply = (step: DiskStep): void => {
    switch (step.kind) {
      case 'said':
        return
      case 'create':
        return create(step.file)
      case 'write':
        return void inode(step.file).since.push({ at: step.at, data: step.data })
      case 'truncate':
        return void inode(step.file).since.push({ size: step.size })
      case 'unlink':
        return change((names) => void names.delete(step.file))
      case 'rename':
        return change((names) => {
          const moved = names.get(step.file)
          names.delete(step.file)
          if (moved) names.set(step.to, moved)
        })
      case 'sync':
        return sync(step.file)
    }
  }
  const sync = (file: string): void => {
    const found = now.get(file)
    if (found !== undefined) {
      found.synced = contentOf(found, () => true)
      found.since = []
      return
    }
    for (const work of renamed) work(synced)
    renamed = []
  }
  return {
    apply,
    imageInto: (folder, random) => {
      const { reaches, sector } = fateOf(random)
      const names = new Map(synced)
      for (const work of renamed.slice(0, reaches === 'none' ? 0 : random.below(renamed.length + 1))) work(names)
      for (const [name, file] of names) {
        const data = contentOf(file, () => reaches === 'all' || (reaches === 'some' && random.chance(50)), sector)
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), data)
      }
    },
  }
}

/** Nothing of what was not synced, all of it, or any sector of it for itself: torn, and in whatever order. */
function fateOf(random: Random): { reaches: 'none' | 'all' | 'some'; sector: number } {
  const lot = random.below(10)
  return { reaches: lot < 3 ? 'none' : lot < 4 ? 'all' : 'some', sector: random.chance(50) ? 512 : 4_096 }
}

function contentOf({ synced, since }: Inode, arrives: () => boolean, sector = Number.POSITIVE_INFINITY): Buffer {
  let data: Buffer = Buffer.from(synced)
  for (const change of since) {
    if ('size' in change) data = arrives() ? resized(data, change.size) : data
    else data = written(data, change, { arrives, sector })
  }
  return data
}

type Arrival = { readonly arrives: () => boolean; readonly sector: number }

function written(data: Buffer, { at, data: bytes }: { at: number; data: Uint8Array }, how: Arrival): Buffer {
  let next = data
  for (let from = 0; from < bytes.length;) {
    // Sectors are the disk's, not the write's.
    const within = Math.min(bytes.length, from + how.sector - ((at + from) % how.sector))
    const until = Number.isFinite(within) ? within : bytes.length
    if (how.arrives()) {
      if (at + until > next.length) next = resized(next, at + until)
      next.set(bytes.subarray(from, until), at + from)
    }
    from = until
  }
  return next
}

function resized(data: Buffer, size: number): Buffer {
  if (size <= data.length) return Buffer.from(data.subarray(0, size))
  return Buffer.concat([data, Buffer.alloc(size - data.length)])
}
