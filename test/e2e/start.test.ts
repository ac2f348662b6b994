import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { eventually } from '../support/eventually.ts'
import { runProcess, startProcess } from '../support/started-process.ts'

const Ready = z.object({
  server: z.url(),
  desk: z.url(),
  booking: z.url(),
  mailbox: z.url(),
  accounts: z.array(z.object({ email: z.email(), password: z.string(), role: z.string() })).length(4),
})
const folder = mkdtempSync(join(tmpdir(), 'dayloom-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm start', { timeout: 240_000 }, () => {
  const args = ['--headless', '--json', '--port', '0', '--data', folder]

  test('X1 one line when ready; the places answer; a second start is refused in one sentence; Ctrl-C ends everything', async () => {
    await using started = await startProcess('scripts/start.mjs', args, { deadlineMs: 120_000 })
    const ready = Ready.parse(started.ready)
    expect(new Set(ready.accounts.map((account) => account.role)).size).toBe(2)
    expect((await fetch(`${ready.server}/healthz`)).status).toBe(200)
    expect((await fetch(`${ready.server}/readyz`)).status).toBe(200)
    expect(await (await fetch(ready.booking)).text()).toContain('<main')
    expect((await fetch(ready.mailbox)).status).toBe(200)

    const cookie = (await fetch(ready.desk, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await fetch(new URL('/', ready.desk), { headers: { cookie } })).status).toBe(200)
    expect((await fetch(ready.desk, { redirect: 'manual' })).status).toBe(403)

    const second = await runProcess('scripts/start.mjs', args)
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr.trim().split('\n')).toHaveLength(1)

    expect(await started.end('SIGINT')).toBe(0)
    await expect(fetch(`${ready.server}/healthz`)).rejects.toThrow('fetch failed')
    await expect(fetch(new URL('/', ready.desk))).rejects.toThrow('fetch failed')
  })

  test('X1 killed, it leaves no lock behind: the same folder starts again with everything in it', async () => {
    await using killed = await startProcess('scripts/start.mjs', args)
    await killed.end('SIGKILL')
    // What it had started notices, and closes in order.
    const { value: again } = await eventually(() => startProcess('scripts/start.mjs', args), { deadlineMs: 60_000 })
    await using _ = again
    expect(Ready.parse(again.ready).accounts).toHaveLength(4)
  })
})
