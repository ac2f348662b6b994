import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'dayloom-shell-'))
const hook = join(root, 'test/support/electron-hook.mjs')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function runShell(env: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } {
  const args = ['--import', hook, join(root, 'out/main/index.js')]
  const options = { encoding: 'utf8', timeout: 60_000, env: { ...process.env, DAYLOOM_DATA: folder, ...env } } as const
  return spawnSync(process.execPath, args, options)
}

describe('the built shell, under a double of the electron module', () => {
  let seen: Record<string, unknown> = {}
  beforeAll(() => {
    const { status, stdout, stderr } = runShell()
    if (status !== 0) throw new Error(`the shell ended with ${status}: ${stderr}`)
    seen = JSON.parse(stdout)
  })

  test('the window is isolated, sandboxed and without Node', () => {
    expect(seen['preferences']).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false })
  })

  test('the screens are served under app:// with a policy that lets no foreign script in', () => {
    expect(seen['page']).toEqual({ status: 200, policy: expect.stringContaining("script-src 'self'") })
    expect(seen['assets']).toEqual(expect.arrayContaining([200]))
    expect(seen['assets']).not.toContain(404)
  })

  test('no path leads out of the folder of the screens', () => {
    expect(seen['attacks']).toHaveLength(8)
    expect(seen['attacks']).toEqual(expect.not.arrayContaining([[expect.any(String), 200]]))
  })

  test('the window is never led elsewhere; only web addresses are handed to the browser', () => {
    expect(seen['leaving']).toBe('refused')
    expect(seen['popups']).toEqual(['deny', 'deny', 'deny'])
    expect(seen['opened']).toEqual(['https://example.org/'])
  })

  test('it is granted nothing but writing to the clipboard', () => {
    expect(seen['permissions']).toEqual([
      ['clipboard-sanitized-write', true],
      ['geolocation', false],
      ['media', false],
    ])
  })

  test('the preload hands the page a port on which the engine answers', () => {
    expect(seen['session']).toMatchObject({
      message: 'dayloom:port',
      origin: 'app://dayloom',
      answer: { workspace: { name: expect.any(String) }, member: { role: 'owner' } },
    })
  })

  test('a second instance leaves at once', () => {
    expect(runShell({ DOUBLE_SECOND: 'yes' })).toMatchObject({ status: 0, stdout: '' })
  })
})
