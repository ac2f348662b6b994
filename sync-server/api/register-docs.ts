import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { PUBLIC_PREFIX } from '../../src/core/contract/public-api.ts'
import { markupOf } from '../pages/html.ts'
import type { ServerDeps } from '../server-deps.ts'
import { docsPage } from './docs-page.ts'
import { openApi } from './open-api.ts'

const STYLESHEET = '/api/docs/docs.css'

// Nothing runs, and nothing comes from elsewhere.
const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The description of the public JSON: for programs as OpenAPI, for people as a page. */
export async function registerDocs(app: FastifyInstance, { publicUrl }: Pick<ServerDeps, 'publicUrl'>): Promise<void> {
  const style = await readFile(new URL('docs.css', import.meta.url), 'utf8')
  const page = markupOf(docsPage(STYLESHEET))
  app.get(STYLESHEET, async (_, reply) => reply.type('text/css; charset=utf-8').send(style))
  for (const slash of ['', '/']) {
    app.get(`${PUBLIC_PREFIX}/openapi.json${slash}`, async (_, reply) => reply.send(openApi(publicUrl())))
    app.get(`/api/docs${slash}`, async (_, reply) =>
      reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page),
    )
  }
}
