import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { publicApi, PUBLIC_PREFIX, type PublicRoute } from '../../src/core/contract/public-api.ts'
import { bookingError } from '../booking/public-answer.ts'
import { answerError, LARGEST_BODY, type SpeakingDeps } from '../booking/register-booking.ts'
import { createTexts } from '../booking/texts.ts'
import type { ServerDeps } from '../server-deps.ts'
import { publicCalls } from './public-calls.ts'
import { registerDocs } from './register-docs.ts'

type ApiRequest = FastifyRequest<{ Params: Readonly<Record<string, string>> }>

/** Answers one call of the contract. */
export type Call = (
  exchange: { readonly request: ApiRequest; readonly reply: FastifyReply },
  deps: SpeakingDeps,
) => Promise<FastifyReply>

/** One for every route of the contract, under the same names. */
export type Calls<Groups = typeof publicApi> = {
  readonly [G in keyof Groups]: { readonly [N in keyof Groups[G]]: Call }
}

/** The public JSON as the contract says it, and its description. */
export async function registerApi(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const speaking = { ...deps, texts: await createTexts() }
  await registerDocs(app, deps)
  await app.register(
    async (scope) => {
      const { texts } = speaking
      scope.removeContentTypeParser('text/plain')
      scope.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'))
      scope.setErrorHandler((error, request, reply) => answerError(error, { request, reply, texts }))
      scope.setNotFoundHandler((_, reply) => reply.code(404).send(bookingError('not-found', texts)))
      for (const path of pathsOf(served())) servePath(scope, path, speaking)
    },
    { prefix: PUBLIC_PREFIX },
  )
}

type Served = { readonly route: PublicRoute; readonly call: Call }
type Path = { readonly url: string; readonly served: readonly Served[] }

function served(): Served[] {
  const calls: Readonly<Record<string, Readonly<Record<string, Call>>>> = publicCalls
  return Object.entries(publicApi).flatMap(([group, routes]) =>
    Object.entries(routes).flatMap(([name, route]) => {
      const call = calls[group]?.[name]
      return call ? [{ route, call }] : []
    }),
  )
}

function pathsOf(all: readonly Served[]): Path[] {
  const byPath = Map.groupBy(all, ({ route }) => route.path)
  return [...byPath].map(([path, own]) => ({ url: path.replaceAll(/\{(\w+)\}/g, ':$1'), served: own }))
}

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A slash at the end changes nothing. */
function servePath(scope: FastifyInstance, { url, served: own }: Path, deps: SpeakingDeps): void {
  const methods = own.map(({ route }) => route.method)
  const others = METHODS.filter((method) => !methods.some((one) => one === method))
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
  for (const address of [url, `${url}/`]) {
    for (const { route, call } of own) {
      scope.route<{ Params: Record<string, string> }>({
        method: route.method,
        url: address,
        bodyLimit: LARGEST_BODY,
        handler: (request, reply) => call({ request, reply }, deps),
      })
    }
    scope.route({
      method: others,
      url: address,
      // Before a body is looked at.
      onRequest: async (_, reply) => refuseMethod(reply, allow, deps),
      handler: async (_, reply) => refuseMethod(reply, allow, deps),
    })
  }
}

function refuseMethod(reply: FastifyReply, allow: string, { texts }: SpeakingDeps): FastifyReply {
  return reply.code(405).header('allow', allow).send(bookingError('method-not-allowed', texts))
}
