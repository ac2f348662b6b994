import type { FastifyInstance } from 'fastify'

const STEP_MS = 50

/**
 * Whether a link was never there, is closed, has run out or has nobody left to book takes different work to find out: no
 * answer that there is nothing leaves between the strokes of this clock, so that the time it took does not tell which.
 */
export function paceNotFound(app: FastifyInstance, pause: (ms: number) => Promise<void> = sleep): void {
  app.addHook('onSend', async ({ routeOptions }, reply, payload) => {
    if (reply.statusCode === 404 && routeOptions.config.unlimited !== true) {
      await pause(STEP_MS - (reply.elapsedTime % STEP_MS))
    }
    return payload
  })
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}
