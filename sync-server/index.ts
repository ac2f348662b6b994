import { readConfig } from './config.ts'
import { createServer } from './create-server.ts'
import { readyFacts } from './ready-facts.ts'
import { startFailure } from './start-failure.ts'

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
  const failure = startFailure(error)
  if (failure === undefined) throw error
  process.stderr.write(`${failure}\n`)
  process.exitCode = 2
}
