import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { PostgresStore } from '../src/storage/store.ts'

const UNLIMITED = { config: { unlimited: true } } as const
const LONGEST_LAG_MS = 5_000
const DATABASE_WITHIN_MS = 2_000

/** `/healthz`: the process answers. `/readyz`: its database too, and acknowledgements lag less than five seconds. */
export function registerHealth(
  app: FastifyInstance,
  deps: { readonly store: PostgresStore; readonly lagMs: () => number },
): void {
  app.get('/healthz', UNLIMITED, async () => ({ ok: true }))
  app.get('/readyz', UNLIMITED, async (_request, reply) => {
    const database = await answers(deps.store)
    const lagMs = Math.round(deps.lagMs())
    const isReady = database && lagMs < LONGEST_LAG_MS
    return reply.code(isReady ? 200 : 503).send({ ready: isReady, database, lagMs })
  })
}

async function answers(store: PostgresStore): Promise<boolean> {
  const late = AbortSignal.timeout(DATABASE_WITHIN_MS)
  const asked = store.read.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
  const silence = new Promise<boolean>((resolve) => late.addEventListener('abort', () => resolve(false)))
  return Promise.race([asked, silence])
}
