import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { lockFolder } from '../../src/storage/folder-lock.ts'
import { eventually } from '../support/eventually.ts'
import { startProcess } from '../support/started-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const stack = new DisposableStack()
afterAll(() => stack.dispose())
const root = resolve(import.meta.dirname, '../..')

test('a server ends with whoever started it, even where that was killed', async () => {
  const data = stack.use(temporaryFolder()).path
  const serve = await startProcess('bin/dayloom', ['serve', '--json', '--port', '0', '--data', data])
  expect(() => lockFolder(join(data, 'server'))).toThrow('already running')
  expect(await serve.end('SIGKILL')).toBe('SIGKILL')
  // The system lets a lock go with the process that had it.
  const { value: lock } = await eventually(() => lockFolder(join(data, 'server')))
  lock.release()
})

test('a server whose starter is gone before it is ready ends all the same', async () => {
  const data = stack.use(temporaryFolder()).path
  const entry = join(root, 'sync-server/index.ts')
  const server = spawn(process.execPath, [entry, '--data', data, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  })
  server.disconnect()
  const [line] = await once(createInterface({ input: server.stdout ?? process.stdin }), 'line')
  expect(line).toContain('"ready":true')
  const [code] = await once(server, 'exit')
  expect(code).toBe(0)
})

test('a request to end that reaches `serve` alone ends the server in order', async () => {
  const data = stack.use(temporaryFolder()).path
  const serve = await startProcess('bin/dayloom', ['serve', '--json', '--port', '0', '--data', data])
  expect(await serve.end('SIGINT')).toBe(0)
  lockFolder(join(data, 'server')).release()
})

test('a desk ends when the channel to whoever started it closes, and takes its announcement back', async () => {
  const data = stack.use(temporaryFolder()).path
  const desk = spawn(
    process.execPath,
    [join(root, 'src/cli/index.ts'), 'desk', '--headless', '--json', '--data', data],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  await once(createInterface({ input: desk.stdout ?? process.stdin }), 'line')
  desk.disconnect()
  const [code] = await once(desk, 'exit')
  expect(code).toBe(0)
  lockFolder(join(data, 'desk')).release()
})

test('a failure ends a process that was started over a channel: nobody has to close it first', async () => {
  const data = stack.use(temporaryFolder()).path
  using _held = lockFolder(join(data, 'desk'))
  const desk = spawn(process.execPath, [join(root, 'src/cli/index.ts'), 'desk', '--headless', '--data', data], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const [code] = await once(desk, 'exit')
  expect(code).toBe(1)
})

test('a server that is lost ends the start with one sentence', async () => {
  const data = stack.use(temporaryFolder()).path
  const args = ['start', '--headless', '--json', '--empty', '--port', '0', '--data', data]
  const start = spawn(process.execPath, [join(root, 'bin/dayloom'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  start.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  await once(createInterface({ input: start.stdout }), 'line')
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(start.pid)], { encoding: 'utf8' })
  process.kill(Number(stdout.trim()), 'SIGKILL')
  const [code] = await once(start, 'close')
  expect([code, said.join('')]).toEqual([1, 'The server has ended unexpectedly.\n'])
  lockFolder(join(data, 'desk')).release()
})
