import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FolderInUseError, lockFolder } from '../../src/storage/folder-lock.ts'
import { eventually } from '../support/eventually.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a folder is one holder’s until it is released', () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'made/here')
  const lock = lockFolder(path)
  expect(() => lockFolder(path)).toThrow(FolderInUseError)
  expect(() => lockFolder(path)).toThrow(
    `Dayloom is already running on ${path}; close it first, or choose another folder.`,
  )
  lock.release()
  lockFolder(path).release()
})

test('the lock of another process holds, and ends with that process, even by kill -9', async () => {
  using folder = temporaryFolder()
  const module = JSON.stringify(join(import.meta.dirname, '../../src/storage/folder-lock.ts'))
  const script = `const { lockFolder } = await import(${module})
    lockFolder(${JSON.stringify(folder.path)})
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(() => lockFolder(folder.path)).toThrow(FolderInUseError)

  child.kill('SIGKILL')
  await once(child, 'exit')
  const { value } = await eventually(() => lockFolder(folder.path))
  value.release()
})

test('with patience, a holder that is about to end is waited for', async () => {
  using folder = temporaryFolder()
  const module = JSON.stringify(join(import.meta.dirname, '../../src/storage/folder-lock.ts'))
  const script = `const { lockFolder } = await import(${module})
    lockFolder(${JSON.stringify(folder.path)})
    process.stdout.write('held')
    setTimeout(() => process.exit(), 300)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(() => lockFolder(folder.path, { patience: 20_000 }).release()).not.toThrow()
})
