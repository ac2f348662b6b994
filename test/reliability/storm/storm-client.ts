import { Agent, request } from 'node:http'
import { z } from 'zod'

export type Wish = {
  /** As the list of slots says it. */
  readonly start: string
  /** Of the one who asks, and of no other. */
  readonly key: string
}

/** An answer that was read whole; `cut`: the connection was dropped when the answer came, before it was read. */
export type Answer = { readonly status: number; readonly booking?: string | undefined; readonly cut: boolean }

export type StormClient = Disposable & {
  /** Rejects where there is no answer at all. */
  ask(url: string, wish: Wish, options: { readonly cut: boolean }): Promise<Answer>
}

const Made = z.object({ id: z.string() })
const PATIENCE = 20_000

/** Asks for bookings over at most `connections` connections to each server, which are kept open. */
export function createStormClient(connections: number): StormClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    ask: (url, wish, { cut }) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ start: wish.start, timezone: 'UTC', name: 'Kim', email: 'kim@example.org' })
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': wish.key,
        }
        const asked = request(`${url}/book`, { method: 'POST', agent, headers, timeout: PATIENCE }, (answer) => {
          const status = answer.statusCode ?? 0
          if (cut) {
            resolve({ status, cut })
            asked.destroy()
            return
          }
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            if (status !== 201) return resolve({ status, cut })
            resolve({ status, booking: Made.parse(JSON.parse(Buffer.concat(parts).toString())).id, cut })
          })
        })
        asked.on('timeout', () => asked.destroy(new Error('no answer')))
        asked.on('error', reject)
        asked.end(body)
      }),
    [Symbol.dispose]: () => agent.destroy(),
  }
}
