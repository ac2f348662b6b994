import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contender, Ground } from './contender.ts'
import { documentOf, GROUP } from './names.ts'
import { startServerProcess } from './server-process.ts'
import type { WireName } from './wires.ts'

const FOLDER = join(import.meta.dirname, '../peers/sync')
const Y_WEBSOCKET = join(FOLDER, 'node_modules/@y/websocket-server/src/server.js')

/** The others, as their own documentation starts them, in a folder with packages of its own. */
export function preparePeers(): readonly Contender[] {
  if (!existsSync(join(FOLDER, 'node_modules'))) install()
  return [
    {
      name: 'Hocuspocus 4.7.0, SQLite',
      wire: 'hocuspocus',
      keeps: 'the whole document, two to ten seconds after an edit (its defaults); nothing is judged',
      acknowledges: 'each update once it is in memory',
      isDurable: true,
      ground: groundIn('hocuspocus', (folder) =>
        startServerProcess({ script: join(FOLDER, 'hocuspocus.mjs'), args: [join(folder, 'data.sqlite')] }, portIn),
      ),
    },
    {
      name: '@y/websocket-server 0.1.1, LevelDB',
      wire: 'y-websocket',
      keeps: 'every update, without waiting for the disk; nothing is judged',
      acknowledges: 'nothing; others hear of it from memory',
      isDurable: true,
      ground: groundIn('y-websocket', (folder) => startYWebsocket({ YPERSISTENCE: join(folder, 'level') })),
    },
    {
      name: '@y/websocket-server 0.1.1, memory',
      wire: 'y-websocket',
      keeps: 'nothing',
      acknowledges: 'nothing; others hear of it from memory',
      isDurable: false,
      ground: groundIn('y-websocket', () => startYWebsocket({})),
    },
  ]
}

function install(): void {
  process.stderr.write('Setting up: the servers that are compared (once)\n')
  const ended = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (ended.status === 0) return
  rmSync(join(FOLDER, 'node_modules'), { recursive: true, force: true })
  throw new Error('the servers that are compared could not be installed into bench/peers/sync')
}

function groundIn(wire: WireName, start: (folder: string) => ReturnType<Ground['start']>): Contender['ground'] {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), `dayloom-bench-${wire}-`))
    return {
      start: () => start(folder),
      seat: (n, documents = [documentOf(Math.floor(n / GROUP))]) => ({ documents, token: 'anyone', directory: 0 }),
      copy: undefined,
      [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
    }
  }
}

/** It does not say which port it was given where that is 0. */
async function startYWebsocket(env: Readonly<Record<string, string>>): ReturnType<Ground['start']> {
  const port = await freePort()
  const settings = { HOST: '127.0.0.1', PORT: `${port}`, ...env }
  return startServerProcess({ script: Y_WEBSOCKET, env: settings }, portIn)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

function portIn(line: string): number | undefined {
  const port = /(?:listening on|on port) (\d+)$/.exec(line)?.[1]
  return port === undefined ? undefined : Number(port)
}
