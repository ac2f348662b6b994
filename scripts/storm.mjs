// npm run storm [-- --json] [--short] [--kill] [--mutant] [--only pglite|postgresql]: bursts of attempts on few slots, over HTTP, with
// answers that are lost on their way. Prints one line of JSON for each database, and ends with 1 where a slot was booked twice, or a
// booking was lost or never told. --kill ends a server with kill -9 twenty times meanwhile; --mutant leaves constraint and locks out.
import { spawnSync } from 'node:child_process'
import { ensureDependencies, ensureNode, environment, root } from './set-up.mjs'

const given = (option) => process.argv.includes(option)
const only = process.argv[process.argv.indexOf('--only') + 1]
const plan = {
  attempts: given('--short') ? 600 : 10_000,
  slots: given('--short') ? 6 : 100,
  kills: given('--kill') ? (given('--short') ? 2 : 20) : 0,
}
const everywhere = ['stormOnPostgres', 'stormOnPglite']
const asked = { postgresql: ['stormOnPostgres'], pglite: ['stormOnPglite'] }[given('--only') ? only : ''] ?? everywhere
const storms = given('--mutant') ? ['stormUnguarded'] : asked
const script = `import * as storms from './test/reliability/storm/storms.ts'
import { isRight } from './test/reliability/storm/run-storm.ts'
for (const name of ${JSON.stringify(storms)}) {
  const figures = await storms[name](${JSON.stringify(plan)})
  process.stdout.write(JSON.stringify(figures) + '\\n')
  if (!isRight(figures)) process.exitCode = 1
}`
const node = ensureNode()
ensureDependencies(node)
const options = ['--input-type=module-typescript', '--eval', script]
const ended = spawnSync(node, options, { cwd: root, env: environment(node), stdio: 'inherit' })
process.exitCode = ended.status ?? 1
