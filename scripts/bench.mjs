// npm run bench -- NAME [--short] [--json]: runs bench/NAME.ts under Node 24 and prints its figures as JSON.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment, giveUp, root, setUp } from './set-up.mjs'

const name = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? ''
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => readFileSync(join(root, 'bench', file), 'utf8').includes('export async function run('))
  .map((file) => file.slice(0, -3))
if (!known.includes(name)) giveUp(`npm run bench -- NAME [--short] [--json], with NAME one of: ${known.join(', ')}`)
const node = setUp()
const short = process.argv.includes('--short')
const script = `import { run } from './bench/${name}.ts'
process.stdout.write(JSON.stringify(await run({ short: ${short} }), undefined, ${process.argv.includes('--json') ? 0 : 2}) + '\\n')
process.exit(0)`
const ended = spawnSync(node, ['--expose-gc', '--input-type=module-typescript', '--eval', script], {
  cwd: root,
  env: environment(node),
  stdio: 'inherit',
})
process.exitCode = ended.status ?? 1
