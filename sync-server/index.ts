import { FolderInUseError } from '../src/storage/folder-lock.ts'
import { ConfigError, readConfig } from './config.ts'
import { createServer } from './create-server.ts'

try {
  const config = readConfig(process.argv.slice(2), process.env)
  const server = await createServer(config)
  const mailbox = config.smtpUrl === undefined ? { mailbox: `${server.url}/mailbox` } : {}
  const facts = { ready: true, url: server.url, ...mailbox, accounts: [] }
  process.stdout.write(config.json ? `${JSON.stringify(facts)}\n` : `The sync server listens at ${server.url}\n`)

  const end = async (): Promise<void> => {
    await server.close()
    process.exit(0)
  }
  for (const told of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.once(told, () => void end())
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof FolderInUseError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
