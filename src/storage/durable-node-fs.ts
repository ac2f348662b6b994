import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { syncFolder } from './sync-folder.ts'

/** PGlite's file system on a real folder, which as shipped never calls fsync. */
export type DurableNodeFs = { readonly fs: NodeFS; /** Calls of fsync so far. */ syncs(): number }

/** What emscripten's NODEFS keeps of an open file; a folder has no descriptor. */
type Stream = { readonly nfd?: number; readonly node: unknown }
type NodeFsInternals = {
  readonly stream_ops: { fsync?(stream: Stream): number }
  realPath(node: unknown): string
}

// EIO in emscripten's numbering. The name makes its system calls hand the number to PostgreSQL, which then stops at once:
// after a failed fsync nothing in memory can be trusted.
const INPUT_OUTPUT_ERROR = Object.assign(new Error('fsync failed'), { name: 'ErrnoError', errno: 29 })

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
        throw INPUT_OUTPUT_ERROR
      }
    }
  }

  fs.init = async (pglite, options) => {
    const { emscriptenOpts } = await init(pglite, options)
    const preRun = [...(emscriptenOpts.preRun ?? []), (mod: { NODEFS: unknown }) => addSync(internalsOf(mod.NODEFS))]
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
