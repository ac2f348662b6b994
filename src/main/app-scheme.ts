import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'
import { pageHeaders, pagePath } from '../host/pages.ts'

const SCHEME = 'app'
/** Where the screens live inside the shell; no other host of the scheme is answered. */
export const APP_ORIGIN = `${SCHEME}://dayloom`

export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

/** Serves the built screens below `folder` and nothing else: the same paths and headers as the loopback host. */
export function serveAppScheme(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const path = url.origin === APP_ORIGIN || url.host === 'dayloom' ? pagePath(url.pathname) : undefined
    if (path === undefined || request.method !== 'GET') return new Response('Not found', { status: 404 })
    const file = await net.fetch(pathToFileURL(join(folder, path)).href)
    if (!file.ok) return new Response('Not found', { status: 404 })
    return new Response(file.body, { headers: { ...pageHeaders(path) } })
  })
}
