import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { documentSizes } from '../documents/document-sizes.ts'
import { countMails } from '../outbox/count-mails.ts'
import { isLoopback } from '../pages/is-loopback.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { Metrics } from './create-metrics.ts'
import { exposition, EXPOSITION_TYPE, type Family } from './exposition.ts'
import { createProcessGauges } from './process-gauges.ts'

type Deps = Pick<ServerDeps, 'config' | 'store' | 'now'> & { readonly metrics: Metrics; readonly queue: Waits }
/** What has come and is not stored yet. */
type Waits = { lagMs(): number; bytes(): number }

/** `/metrics`, for this machine, or with METRICS_TOKEN for who shows it; for others it is not there. Before the routes. */
export function registerMetrics(app: FastifyInstance, deps: Deps): void {
  const { config, metrics } = deps
  const gauges = createProcessGauges()
  app.addHook('onClose', async () => gauges[Symbol.dispose]())
  app.addHook('onResponse', async ({ method, routeOptions: { url = 'none' } }, { statusCode: status, elapsedTime }) =>
    metrics.answered({ method, route: url.replace(/(?<=.)\/$/, ''), status, seconds: elapsedTime / 1_000 }),
  )
  app.get('/metrics', { config: { unlimited: true } }, async (request, reply) => {
    if (!mayLook(request, config.metricsToken)) return reply.callNotFound()
    const families = [...metrics.families(), ...(await stateOf(deps)), ...gauges.families()]
    return reply.type(EXPOSITION_TYPE).send(exposition(families))
  })
}

async function stateOf({ store, now, queue }: Deps): Promise<readonly Family[]> {
  const gauge = (name: string, help: string, value: number): Family => {
    return { name, help, kind: 'gauge', samples: [{ labels: {}, value }] }
  }
  const { documents, bytes, largest } = await documentSizes(store.read)
  const mails = await countMails(store.read, now())
  const samples = Object.entries(mails).map(([state, value]) => ({ labels: { state }, value }))
  return [
    { name: 'dayloom_mails', help: 'Mails in the outbox: waiting, late among them, given up.', kind: 'gauge', samples },
    gauge(
      'dayloom_sync_lag_seconds',
      'How long the oldest change of a desk has waited for its acknowledgement.',
      queue.lagMs() / 1_000,
    ),
    gauge('dayloom_sync_queue_bytes', 'Changes that wait to be stored.', queue.bytes()),
    gauge('dayloom_documents', 'Documents that are kept.', documents),
    gauge('dayloom_documents_bytes', 'Their snapshots, and what came since.', bytes),
    gauge('dayloom_document_largest_bytes', 'The largest of them.', largest),
  ]
}

function mayLook(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(request)
  const shown = /^Bearer (?<shown>.+)$/i.exec(request.headers.authorization ?? '')?.groups?.['shown'] ?? ''
  return timingSafeEqual(hash(shown), hash(token))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
