import type { FastifyInstance } from 'fastify'

type Strategy = Parameters<FastifyInstance['addConstraintStrategy']>[0]
type Handler = Parameters<ReturnType<Strategy['storage']>['set']>[1]

/** Tells apart, by `constraints: { form: true }`, what a page's form posts from what a program posts to the same address. */
export function formPosts(): Strategy {
  return {
    name: 'form',
    storage: () => {
      const handlers = new Map<unknown, Handler>()
      return { get: (value) => handlers.get(value) ?? null, set: (value, handler) => void handlers.set(value, handler) }
    },
    deriveConstraint: (request) =>
      request.headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') || undefined,
  }
}
