// npm start: whatever set-up is missing, then the product. Options: see `npm start -- --help`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { environment, root, setUp } from './set-up.mjs'

const node = setUp()
const child = spawn(node, [join(root, 'src', 'cli', 'index.ts'), 'start', ...process.argv.slice(2)], {
  env: environment(node),
  // The channel tells the child, by closing, that this process is gone, even where it was killed.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
// The child ends in order, and this process waits for it. Ctrl-C reaches it as well (same terminal), a signal to this process
// alone does not: passed on as SIGTERM, it is no second Ctrl-C.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'))
// npm and its shell end at a signal without passing it on: whoever stands in between being gone means the same.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()
}
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
