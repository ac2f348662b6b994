import { runTask } from './backup/run-task.ts'
import { readConfig } from './config.ts'
import { createServer } from './create-server.ts'
import { readyFacts } from './ready-facts.ts'
import { startFailure } from './start-failure.ts'

try {
  const config = readConfig(process.argv.slice(2), process.env)
  if (config.task) {
    process.stdout.write(`${await runTask(config, config.task)}\n`)
    process.exit(0)
  }
  const server = await createServer(config)
  // Before anybody is told that it is ready, and may answer with a signal.
  const told = Promise.withResolvers<void>()
  for (const reason of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.once(reason, () => told.resolve())
  // Whoever started us with a channel may be gone already.
  // oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare -- undefined where there never was a channel
  if (process.connected === false) told.resolve()
  const facts = readyFacts(config, server)
  process.stdout.write(config.json ? `${JSON.stringify(facts)}\n` : `The sync server listens at ${facts.url}\n`)
  await told.promise
  await server.close()
  process.exit(0)
} catch (error) {
  const failure = startFailure(error)
  if (failure === undefined) throw error
  process.stderr.write(`${failure}\n`)
  process.exitCode = 2
}
