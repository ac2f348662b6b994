import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEngineFile, writeEngineFile } from '../../src/engine/engine-file.ts'
import { fileSecrets } from '../../src/engine/file-secrets.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const owner = (file: string) => statSync(file).mode & 0o777

test('a running engine is announced to its owner alone, and takes its word back', async () => {
  using folder = temporaryFolder()
  const engine = { url: 'http://127.0.0.1:4000', key: 'secret', pid: process.pid }
  {
    await using _announced = await writeEngineFile(folder.path, engine)
    expect(await readEngineFile(folder.path)).toEqual(engine)
    expect(owner(join(folder.path, 'engine.json'))).toBe(0o600)
  }
  expect(await readEngineFile(folder.path)).toBeUndefined()
})

test('an announcement that a dead process left, or that is none, counts for nothing', async () => {
  using folder = temporaryFolder()
  // Far above every pid that a system gives out.
  await writeEngineFile(folder.path, { url: 'http://127.0.0.1:4000', key: 'secret', pid: 2 ** 30 })
  expect(await readEngineFile(folder.path)).toBeUndefined()
  writeFileSync(join(folder.path, 'engine.json'), '{"url":')
  expect(await readEngineFile(folder.path)).toBeUndefined()
})

test('secrets lie in a file that its owner alone may read, and are there again', () => {
  using folder = temporaryFolder()
  fileSecrets(folder.path).set('session.of', 'abc')
  expect(fileSecrets(folder.path).get('session.of')).toBe('abc')
  expect(owner(join(folder.path, 'secrets.json'))).toBe(0o600)
  fileSecrets(folder.path).delete('session.of')
  expect(fileSecrets(folder.path).get('session.of')).toBeUndefined()
  expect(readFileSync(join(folder.path, 'secrets.json'), 'utf8')).not.toContain('abc')
})

test('the folder that they lie in is nobody else’s to look into', () => {
  using folder = temporaryFolder()
  const desk = join(folder.path, 'desk')
  fileSecrets(desk)
  expect(owner(desk)).toBe(0o700)
})
