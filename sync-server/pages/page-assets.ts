import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { type Html, ownMarkup } from './html.ts'
import { acceptsGzip } from './page-deps.ts'

/** What pages are made of besides markup. The script has a name that changes with what it holds. */
export type PageAssets = {
  readonly style: Html
  /** As a content security policy names it. */
  readonly styleHash: string
  readonly script: { readonly path: string; readonly content: string }
}

const SCRIPTS = ['choose-time', 'hold-time', 'conditional-fields']

export async function readAssets(): Promise<PageAssets> {
  const style = await read('booking.css')
  const scripts = await Promise.all(SCRIPTS.map((name) => read(`client/${name}.js`)))
  // One request for all; in a block of its own each keeps its names to itself.
  const script = scripts.map((one) => `{\n${withoutComments(one)}}\n`).join('')
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 12)
  const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`
  return {
    style: ownMarkup(`<style>${style}</style>`),
    styleHash,
    script: { path: `/assets/booking-${hash}.js`, content: script },
  }
}

export function serveScript(scope: FastifyInstance, { path, content }: PageAssets['script']): void {
  const zipped = gzipSync(content, { level: 9 })
  scope.get(path, async (_, reply) => {
    void reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
    void reply.type('text/javascript; charset=utf-8')
    return acceptsGzip(reply) ? reply.header('content-encoding', 'gzip').send(zipped) : reply.send(content)
  })
}

// Lines that hold nothing else; what stands in strings is left alone.
function withoutComments(script: string): string {
  return script.replaceAll(/^\s*(?:\/\/.*|\/\*\*.*?\*\/|\/\*\*(?:\n\s*\*.*)+?\*\/)\n/gm, '')
}

async function read(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8')
}
