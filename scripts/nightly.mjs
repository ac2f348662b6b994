// npm run nightly: the slot engine against the minute-by-minute oracle in its long form, on a fresh seed (or DAYLOOM_SEED's), under the
// zone of TZ, and of booking a thousand racing pairs of each kind, a thousand keys
// and ten thousand interleavings of holds; a million mutated messages on the wire; ten thousand random histories of desks and
// a server, a thousand kills of a desk, two thousand power cuts, and disks that fill up and fail. What each test has found comes as JSON on stdout; a failure's case, seed and path on stderr.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment, root, setUp } from './set-up.mjs'

const TESTS = ['clock-changes', 'open-slots-law', 'offered-slots-law', 'why-not-law', 'hours-law', 'engine-mutants']

const BOOKING = ['races', 'idempotency-keys', 'hold-interleavings']

const RELIABILITY = ['desk-kill', 'power/desk-power-cut', 'faults/desk-faults', 'faults/server-faults']

const node = setUp()
const folder = mkdtempSync(join(tmpdir(), 'dayloom-nightly-'))
const figures = join(folder, 'figures')
const started = performance.now()
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const files = [
  ...TESTS.map((name) => `test/core/scheduling/${name}.test.ts`),
  ...BOOKING.map((name) => `test/sync-server/booking/${name}.test.ts`),
  'test/sync-server/fuzz/wire-fuzz.test.ts',
  'test/sync/histories.test.ts',
  ...RELIABILITY.map((name) => `test/reliability/${name}.test.ts`),
]
const env = { ...environment(node), DAYLOOM_LONG: '1', DAYLOOM_FIGURES: figures, NO_COLOR: '1' }
const ended = spawnSync(node, [vitest, 'run', ...files], { cwd: root, env, stdio: ['ignore', 2, 2] })
const tests = existsSync(figures)
  ? readFileSync(figures, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []
rmSync(folder, { recursive: true })
const minutes = Math.round((performance.now() - started) / 6_000) / 10
process.stdout.write(`${JSON.stringify({ passed: ended.status === 0, minutes, tests }, undefined, 2)}\n`)
process.exitCode = ended.status ?? 1
