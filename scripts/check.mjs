// npm run check: format, types, lint, unused code. Each is a real tool; the first failure is shown whole, all are run.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDependencies, ensureNode, environment, root, say } from './set-up.mjs'

const CHECKS = [
  { name: 'format', script: 'oxfmt/bin/oxfmt', args: ['--check'] },
  { name: 'types', script: 'typescript/bin/tsc', args: ['-b'] },
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { name: 'unused code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
]

/** Runs all four; returns the names of those that failed. */
export function check(node, { fresh = false } = {}) {
  if (fresh) rmSync(join(root, 'node_modules', '.cache', 'tsc'), { recursive: true, force: true })
  return CHECKS.filter((each) => !passes(node, each)).map((each) => each.name)
}

function passes(node, { name, script, args }) {
  const started = performance.now()
  const result = spawnSync(node, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env: environment(node),
    encoding: 'utf8',
  })
  const passed = result.status === 0
  say(`${passed ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (!passed) say(`${result.stdout}${result.stderr}`)
  return passed
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const node = ensureNode()
  ensureDependencies(node)
  const failed = check(node, { fresh: process.argv.includes('--fresh') })
  process.exitCode = failed.length === 0 ? 0 : 1
}
