// What some tests need from the system: Chromium, PostgreSQL, python-dateutil and strace. On Debian it is installed when that is allowed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './set-up.mjs'

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const POSTGRESQL = ['/usr/lib/postgresql', '/usr/local/opt/postgresql', '/opt/homebrew/opt/postgresql']

const NEEDS = [
  {
    package: 'chromium',
    why: 'Chromium (the end-to-end tests); set CHROMIUM_PATH if it stands somewhere unusual',
    found: () => [process.env.CHROMIUM_PATH, ...CHROMIUM].some((path) => path && existsSync(path)),
  },
  {
    package: 'postgresql',
    why: 'PostgreSQL 15 or newer (the tests start a server of their own)',
    found: () => POSTGRESQL.some((path) => existsSync(path) && hasServer(path)) || onPath('postgres'),
  },
  {
    package: 'python3-dateutil',
    why: 'python-dateutil for Python 3 (what recurrence is compared with)',
    found: () => ['/usr/bin/python3', 'python3'].some((python) => runs(python, '-c', 'import dateutil.rrule')),
  },
  {
    package: 'strace',
    why: 'strace (power cuts and failing disks are made with it)',
    // There is none for other systems.
    found: () => process.platform !== 'linux' || existsSync('/usr/bin/strace'),
  },
]

function hasServer(path) {
  return ['.', ...readdirSync(path)].some((version) => existsSync(join(path, version, 'bin', 'postgres')))
}

function onPath(command) {
  return runs(command, '--version')
}

function runs(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** Installs what is missing where it may; says what to install where it may not. The tests that lack it are skipped, and named. */
export function ensureSystemNeeds() {
  const missing = NEEDS.filter((need) => !need.found())
  if (missing.length === 0) return
  if (!installOnDebian(missing.map((need) => need.package))) {
    for (const need of missing.filter((each) => !each.found())) say(`Please install ${need.why}.`)
  }
}

function installOnDebian(packages) {
  if (!existsSync('/usr/bin/apt-get')) return false
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false
  say(`Setting up: ${packages.join(', ')} from the system's packages`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', '-qq', ...args]
    return spawnSync(command, rest, { env, stdio: ['ignore', 2, 2] }).status === 0
  }
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)
}
