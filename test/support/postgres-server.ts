import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

const INSTALLED = '/usr/lib/postgresql'
const READY_WITHIN = 60_000

export type PostgresServer = AsyncDisposable & {
  /** A new, empty database on it. */
  freshDatabase(): Promise<string>
}

/** What a test says when it is skipped for want of PostgreSQL: `test.skipIf(postgresBinaries === undefined)`. */
export const postgresBinaries = findBinaries()

/**
 * A PostgreSQL of our own: in a temporary folder, on a socket in it alone, never on a port. Ends, with its folder, by its own
 * process id. Throws where the binaries are missing: look at `postgresBinaries` first. `durable`: a commit has reached the disk.
 */
export async function startPostgres({ durable = false }: { durable?: boolean } = {}): Promise<PostgresServer> {
  if (postgresBinaries === undefined) throw new Error(`no PostgreSQL in ${INSTALLED}: apt-get install postgresql`)
  // Resolved, so that it compares with what the server says of itself.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dayloom-pg-')))
  const user = unprivileged()
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(postgresBinaries, 'initdb'), initdb, { ...user, cwd: folder, stdio: 'ignore' })

  const settings = ['listen_addresses=', 'max_connections=60', `fsync=${durable ? 'on' : 'off'}`]
  const options = ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])]
  const child = spawn(join(postgresBinaries, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' })
  const stop = () => stopServer(child, folder)
  try {
    await untilReady(child, folder, data)
  } catch (error) {
    await stop()
    throw error
  }
  let made = 0
  return {
    async freshDatabase() {
      const name = `test_${(made += 1)}`
      await ask(folder, `create database ${name}`)
      return urlOf(folder, name)
    },
    [Symbol.asyncDispose]: stop,
  }
}

function findBinaries(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(INSTALLED, version, 'bin')).find((bin) => existsSync(join(bin, 'postgres')))
}

/** initdb and postgres refuse to run as root; Debian's package has made a user for them. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}

function urlOf(folder: string, database: string): string {
  return `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`
}

async function untilReady(child: ChildProcess, folder: string, data: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at once with ${child.exitCode}`)
    const answer = await ask(folder, 'show data_directory').catch((error: unknown) => error)
    // Before anything is created: it must be this server and no other.
    if (answer === data) return
    if (typeof answer === 'string') throw new Error(`another PostgreSQL answers there: ${answer}`)
    if (Date.now() > deadline) throw new Error('PostgreSQL did not start', { cause: answer })
    await sleep(50)
  }
}

async function ask(folder: string, statement: string): Promise<string | undefined> {
  const client = new Client({ connectionString: urlOf(folder, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query<string[]>({ text: statement, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

async function stopServer(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    // Fast shutdown: connections are cut.
    child.kill('SIGINT')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
}
