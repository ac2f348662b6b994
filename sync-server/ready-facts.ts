import type { ServerConfig } from './config.ts'
import type { SyncServer } from './create-server.ts'

/** What is said on stdout once the server answers: addresses, and with a demo how to get in. */
export function readyFacts({ smtpUrl }: ServerConfig, { url, demo }: SyncServer) {
  return {
    ready: true,
    url,
    ...(smtpUrl === undefined ? { mailbox: `${url}/mailbox` } : {}),
    ...(demo === undefined ? {} : { booking: `${url}/book/${demo.booking}/` }),
    accounts: demo?.accounts ?? [],
  }
}
