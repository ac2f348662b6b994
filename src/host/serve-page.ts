import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join, sep } from 'node:path'
import { pageHeaders, pagePath } from './pages.ts'

/** Answers with one of the built screens' files below `folder`; 404 for anything else. `method` is GET or HEAD. */
export async function servePage(
  folder: string | undefined,
  pathname: string,
  method: string,
  response: ServerResponse,
): Promise<void> {
  const path = pagePath(pathname)
  const file = folder === undefined || path === undefined ? undefined : await fileBelow(folder, path)
  if (path === undefined || file === undefined) return answer(response, 404, 'Not found.')
  response.writeHead(200, { ...pageHeaders(path), 'content-length': file.size })
  if (method === 'HEAD') return void response.end()
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response)
}

export function answer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...pageHeaders('message.html'), 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${message}\n`)
}

// A symbolic link inside the folder must not lead out of it either.
async function fileBelow(folder: string, path: string): Promise<{ path: string; size: number } | undefined> {
  try {
    const root = await realpath(folder)
    const real = await realpath(join(root, path))
    if (!real.startsWith(root + sep)) return undefined
    const found = await stat(real)
    return found.isFile() ? { path: real, size: found.size } : undefined
  } catch {
    return undefined
  }
}
