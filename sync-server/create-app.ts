import helmet from '@fastify/helmet'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { ServerConfig } from './config.ts'

/** A year, as browsers ask for; other names of the same domain are not ours to decide about. */
const TLS_ONLY = 'max-age=31536000'

/** Who is believed about a client's address, and whether the way to us is TLS. */
type Front = Pick<ServerConfig, 'trustProxy' | 'publicUrl'>

/** The HTTP server without its routes: what every answer carries, and what is logged of it. */
export async function createApp(logger: Logger, front: Front = {}): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = logger
  const app = fastify({
    loggerInstance,
    trustProxy: front.trustProxy ? [...front.trustProxy] : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1_024,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    // An address that cannot be read: the framework's own answer would repeat it, and in another shape.
    frameworkErrors: (error, _request, { raw }) => {
      raw.writeHead(statusOf(error), { 'content-type': 'application/json; charset=utf-8' })
      raw.end(JSON.stringify({ error: 'invalid-request' }))
    },
  })
  await app.register(helmet, {
    // Pages set their own. What is no page needs nothing.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    // Only where the way to us is TLS: over plain HTTP on a loopback it would be wrong.
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (isBehindTls(request, front)) reply.header('strict-transport-security', TLS_ONLY)
  })
  // The route's pattern, not the address: an address may be a key (C14).
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const ms = Math.round(reply.elapsedTime)
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'answered')
  })
  // The framework's own would log what was asked for, and what an error says.
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not-found' }))
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) request.log.error({ err: error }, 'a request failed')
    return reply.code(status).send({ error: codeOf(status) })
  })
  return app
}

/** A trusted proxy says so, or the request came by the name that is only reached that way. */
function isBehindTls({ protocol, host }: FastifyRequest, { publicUrl }: Front): boolean {
  return protocol === 'https' || (publicUrl?.startsWith('https:') === true && new URL(publicUrl).host === host)
}

function codeOf(status: number): string {
  if (status === 429) return 'too-many-requests'
  return status >= 500 ? 'unavailable' : 'invalid-request'
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
