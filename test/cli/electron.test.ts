import { chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { electronWindow } from '../../src/cli/electron-window.ts'
import { fetchElectron } from '../../src/cli/fetch-electron.ts'
import { windowPossible } from '../../src/cli/window-possible.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = resolve(import.meta.dirname, '../..')

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

test('a window is tried only where one can be: not headless, not for a program that reads JSON, not without a display', () => {
  const shown = { platform: 'linux', env: { DISPLAY: ':0' } } as const
  expect(windowPossible({}, shown)).toBe(true)
  expect(windowPossible({}, { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true)
  expect(windowPossible({}, { platform: 'linux', env: { DISPLAY: '' } })).toBe(false)
  expect(windowPossible({}, { platform: 'darwin', env: {} })).toBe(true)
  expect(windowPossible({ json: true }, shown)).toBe(false)
  expect(windowPossible({ headless: true }, shown)).toBe(false)
})

/** A `node_modules` whose Electron has an installer of `script`. */
function withInstaller(folder: string, script: string, deadlineMs = 60_000) {
  write(join(folder, 'electron', 'install.js'), `const fs = require('node:fs')\nprocess.chdir(__dirname)\n${script}\n`)
  const said: string[] = []
  const failed = join(folder, 'tools', 'electron-not-fetched')
  return {
    said,
    failed,
    fetch: () => fetchElectron({ modules: folder, failed, deadlineMs, say: (text) => said.push(text) }),
  }
}

test('Electron is fetched once, where it is missing', async () => {
  using folder = temporaryFolder()
  const { fetch, said } = withInstaller(
    folder.path,
    `fs.mkdirSync('dist'); fs.writeFileSync('dist/electron', ''); fs.writeFileSync('path.txt', 'electron')`,
  )
  const program = join(folder.path, 'electron', 'dist', 'electron')
  expect(await fetch()).toBe(program)
  expect(await fetch()).toBe(program)
  expect(said).toEqual(['Setting up: fetching Electron (once)'])
})

test('a fetch that hangs is ended, half of it is no program, and the next start does not wait for it again', async () => {
  using folder = temporaryFolder()
  const { fetch, said, failed } = withInstaller(
    folder.path,
    `fs.mkdirSync('dist', { recursive: true }); fs.writeFileSync('dist/electron', ''); setInterval(() => {}, 1_000)`,
    3_000,
  )
  expect(await fetch()).toBeUndefined()
  expect(await fetch()).toBeUndefined()
  expect(said).toHaveLength(1)
  const long = new Date('2026-01-01')
  utimesSync(failed, long, long)
  expect(await fetch()).toBeUndefined()
  expect(said).toHaveLength(2)
})

test('a program that cannot open a window is no window', async () => {
  using folder = temporaryFolder()
  const broken = write(join(folder.path, 'electron'), '#!/bin/sh\nexit 127\n')
  chmodSync(broken, 0o755)
  expect(await electronWindow(broken, {})).toBeUndefined()
  expect(await electronWindow(join(folder.path, 'none'), {})).toBeUndefined()
})

test('the shell says when its window stands; disposing of it ends it', async () => {
  using folder = temporaryFolder()
  const hook = join(root, 'test/support/electron-hook.mjs')
  const program = write(
    join(folder.path, 'electron'),
    `#!/bin/sh\nexec "${process.execPath}" --import "${hook}" "$@" >"${folder.path}/out"\n`,
  )
  chmodSync(program, 0o755)
  await using window = await electronWindow(program, { DAYLOOM_DATA: folder.path })
  expect(window).toBeDefined()
  await window?.closed
  expect(readFileSync(join(folder.path, 'out'), 'utf8')).toContain('app://dayloom/index.html')
  expect(existsSync(join(folder.path, 'desk', 'engine.json'))).toBe(false)
})
