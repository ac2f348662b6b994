import { FolderInUseError } from '../src/storage/folder-lock.ts'
import { ConfigError, readConfig } from './config.ts'
import { createServer } from './create-server.ts'
import { readyFacts } from './ready-facts.ts'

try {
  const config = readConfig(process.argv.slice(2), process.env)
  const server = await createServer(config)
  const facts = readyFacts(config, server)
  process.stdout.write(config.json ? `${JSON.stringify(facts)}\n` : `The sync server listens at ${facts.url}\n`)

  const end = async (): Promise<void> => {
    await server.close()
    process.exit(0)
  }
  // 'disconnect': whoever started us with a channel is gone.
  for (const told of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.once(told, () => void end())
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof FolderInUseError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
