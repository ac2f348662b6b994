// npm run lock: makes package-lock.json anew from package.json, for every platform.
// A package names its builds for the platforms as optional dependencies of one exact version. npm writes those it can see in
// the registry at that moment, and `npm ci` then refuses a lock file in which one is missing. What is missing is written in:
// its version, and the platform that its name tells. (No checksum can be known; npm takes the registry's.)
import { spawnSync } from 'node:child_process'
import { mkdtempSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureNode, environment, giveUp, root } from './set-up.mjs'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'netbsd', 'openbsd', 'sunos']
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

function freshLock() {
  const folder = mkdtempSync(join(tmpdir(), 'dayloom-lock-'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  const args = ['install', '--package-lock-only', '--no-audit', '--no-fund']
  const made = spawnSync('npm', args, {
    cwd: folder,
    env: environment(ensureNode()),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (made.status !== 0) giveUp('npm could not make a lock file.')
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  rmSync(folder, { recursive: true })
  return lock
}

function place(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (packages[path]) return path
    if (at === '') return undefined
  }
}

function entry(name, version, parent) {
  const words = name.replace(/^@[^/]+\//, '').split('-')
  const system = SYSTEMS.find((one) => words.includes(one))
  const processor = PROCESSORS.find((one) => words.includes(one))
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(parent.dev ? { dev: true } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  }
}

const lock = freshLock()
let added = 0
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (place(lock.packages, path, name) || !/^\d+\.\d+\.\d+/.test(version)) continue
    lock.packages[`node_modules/${name}`] = entry(name, version, parent)
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(join(root, 'package-lock.json'), `${JSON.stringify(lock, undefined, 2)}\n`)
process.stdout.write(
  `package-lock.json: ${Object.keys(lock.packages).length} packages, ${added} of them for platforms the registry did not show\n`,
)
