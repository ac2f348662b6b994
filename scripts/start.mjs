// npm start: whatever set-up is missing, then the product. Options: see `npm start -- --help`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { environment, root, setUp } from './set-up.mjs'

const node = setUp()
const child = spawn(node, [join(root, 'src', 'cli', 'index.ts'), 'start', ...process.argv.slice(2)], {
  env: environment(node),
  stdio: 'inherit',
})
// Ctrl-C reaches the child as well (same terminal): it ends in order, and this process waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGHUP', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
