import { fsyncSync, writeSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { syncFolder } from './sync-folder.ts'

/** PGlite's file system on a real folder, which as shipped never calls fsync. */
export type DurableNodeFs = { readonly fs: NodeFS; /** Calls of fsync so far. */ syncs(): number }

/** What emscripten's NODEFS keeps of an open file; a folder has no descriptor. */
type Stream = { readonly nfd?: number; readonly node: unknown }
type NodeFsInternals = {
  readonly stream_ops: {
    fsync?(stream: Stream): number
    write(stream: Stream, ...rest: readonly unknown[]): number
  }
  realPath(node: unknown): string
}

/** EX_IOERR of sysexits.h. */
const DISK_FAILED = 74

/**
 * After a failed fsync, or a failed write of the log, nothing in memory can be trusted. PostgreSQL stops at once; PGlite, told of
 * it, spins for ever and takes the event loop with it. So the process ends, before anybody is told that something is saved: what
 * was acknowledged is on the disk, and the next start reads it from there.
 */
function endProcess(folder: string): never {
  writeSync(2, `The disk under ${folder} is full or has failed: Dayloom has stopped. Nothing that was saved is lost.\n`)
  process.exit(DISK_FAILED)
}

/** PostgreSQL must run with `fsync=on` and `wal_sync_method=fsync` on it: emscripten's fdatasync does nothing. */
export function durableNodeFs(folder: string): DurableNodeFs {
  const fs = new NodeFS(folder)
  const init = fs.init.bind(fs)
  let syncs = 0

  function addSync(internals: NodeFsInternals): void {
    internals.stream_ops.fsync = ({ nfd, node }) => {
      syncs += 1
      try {
        if (nfd === undefined) syncFolder(internals.realPath(node))
        else fsyncSync(nfd)
        return 0
      } catch {
        return endProcess(folder)
      }
    }
  }

  // What fails of any other file is an error of PostgreSQL's, and it goes on.
  function endWithLog(internals: NodeFsInternals): void {
    const write = internals.stream_ops.write.bind(internals.stream_ops)
    internals.stream_ops.write = (stream, ...rest) => {
      try {
        return write(stream, ...rest)
      } catch (error) {
        if (internals.realPath(stream.node).includes('/pg_wal/')) endProcess(folder)
        throw error
      }
    }
  }

  fs.init = async (pglite, options) => {
    const { emscriptenOpts } = await init(pglite, options)
    const prepare = (mod: { NODEFS: unknown }): void => {
      const internals = internalsOf(mod.NODEFS)
      addSync(internals)
      endWithLog(internals)
    }
    const preRun = [...(emscriptenOpts.preRun ?? []), prepare]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
  return { fs, syncs: () => syncs }
}

function internalsOf(nodeFs: unknown): NodeFsInternals {
  if (typeof nodeFs !== 'object' || nodeFs === null || !('stream_ops' in nodeFs) || !('realPath' in nodeFs)) {
    throw new Error('this PGlite keeps its file system differently: fsync cannot be added')
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/consistent-type-assertions -- emscripten types none of it; checked above
  return nodeFs as NodeFsInternals
}
