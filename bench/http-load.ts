import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Ask = { readonly url: string; readonly body?: string; readonly key?: string }
export type Latency = {
  readonly perSecond: number
  readonly requests: number
  readonly failed: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export type Http = Disposable & {
  /** The status of the answer, read to its end; 0 where there is none. */
  ask(ask: Ask): Promise<number>
}

export function createHttp(connections: number): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    ask: ({ url, body, key }) =>
      new Promise((resolve) => {
        const headers = body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }
        const asked = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer.statusCode ?? 0))
        })
        asked.on('error', () => resolve(0))
        asked.end(body)
      }),
    [Symbol.dispose]: () => agent.destroy(),
  }
}

/** Asks at a fixed rate, whether answers come or not; milliseconds count from when a question was due, not from when it left. */
export async function openLoop(
  http: Http,
  { perSecond, seconds, ask }: { perSecond: number; seconds: number; ask: (index: number) => Ask },
): Promise<Latency> {
  const total = perSecond * seconds
  const took: number[] = []
  let failed = 0
  const asked: Promise<void>[] = []
  const timed = async (due: number, index: number): Promise<void> => {
    if ((await http.ask(ask(index))) !== 200) failed += 1
    took.push(performance.now() - due)
  }
  const began = performance.now()
  for (let index = 0; index < total; index += 1) {
    const due = began + (index * 1_000) / perSecond
    while (performance.now() < due) await sleep(Math.max(due - performance.now(), 0))
    asked.push(timed(due, index))
  }
  await Promise.all(asked)
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round((sorted[Math.ceil(share * total) - 1] ?? 0) * 10) / 10
  return { perSecond, requests: total, failed, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
