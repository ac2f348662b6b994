import { RPCHandler } from '@orpc/server/fastify'
import type { FastifyInstance } from 'fastify'
import { clientKey } from '../safety/client-key.ts'
import { serverRouter, type RouterDeps } from './server-router.ts'

const PREFIX = '/api/v1/rpc'
const LARGEST_BODY = 64 * 1_024

/** The engine's calls. Bearer sessions only, no cookie and no CORS: no page of another site can make them. */
export async function registerAccounts(app: FastifyInstance, deps: RouterDeps): Promise<void> {
  const handler = new RPCHandler(serverRouter(deps))
  await app.register(async (scope) => {
    // JSON and nothing else, read here: left to oRPC a body could be of any size.
    scope.removeAllContentTypeParsers()
    const readJson = scope.getDefaultJsonParser('error', 'error')
    const options = { parseAs: 'string', bodyLimit: LARGEST_BODY } as const
    scope.addContentTypeParser<string>('application/json', options, (request, body, done) =>
      body.length === 0 ? done(null, undefined) : readJson(request, body, done),
    )
    scope.all(`${PREFIX}/*`, { config: { unlimited: true } }, async (request, reply) => {
      const headers = new Headers({ authorization: request.headers.authorization ?? '' })
      const { matched } = await handler.handle(request, reply, {
        prefix: PREFIX,
        context: { headers, ip: clientKey(request), agent: request.headers['user-agent'] },
      })
      if (!matched) await reply.code(404).send()
    })
  })
}
