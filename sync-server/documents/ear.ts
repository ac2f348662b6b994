import type { Logger } from 'pino'
import { Client } from 'pg'

/** A connection of its own that listens to what server processes tell each other. */
export type Ear = {
  /** Listens, where it does not yet or no more: a lost connection is made anew when this is next called. */
  listen(): Promise<void>
  close(): Promise<void>
}

/** `anew`: it listens from now on; what was told before it has not heard. */
export function createEar(deps: {
  readonly databaseUrl: string
  readonly channel: string
  readonly logger: Logger
  heard(payload: string): void
  anew(): void
}): Ear {
  const { databaseUrl, channel, logger, heard, anew } = deps
  let client: Client | undefined
  let closed = false
  return {
    listen: async () => {
      if (client || closed) return
      const fresh = new Client({ connectionString: databaseUrl, application_name: `listens to ${channel}` })
      client = fresh
      const lose = (): void => {
        if (client === fresh) client = undefined
      }
      fresh.on('error', lose)
      fresh.on('end', lose)
      fresh.on('notification', ({ payload = '' }) => heard(payload))
      try {
        await fresh.connect()
        await fresh.query(`listen ${channel}`)
        anew()
      } catch (error) {
        lose()
        logger.warn({ err: error, channel }, 'other server processes are not heard')
      }
    },
    close: async () => {
      closed = true
      await client?.end()
    },
  }
}
