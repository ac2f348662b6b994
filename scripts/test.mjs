// npm test: set-up, every check, every test under three time zones (times and slots under five), coverage. The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './check.mjs'
import { environment, root, say, setUp } from './set-up.mjs'
import { ensureSystemNeeds } from './system-needs.mjs'

// What has no times in it, or starts and kills whole programs, does so in any zone alike: it runs once, under UTC, as everything does.
const ONCE = [
  'test/architecture.test.ts',
  'test/cli/**',
  'test/core/scheduling/engine-mutants.test.ts',
  'test/e2e/start.test.ts',
  'test/engine/{files-beside-the-data,lane,new-id}.test.ts',
  'test/engine/sync/{backoff,bad-network,connecting-twice,convergence,leaving,line,onlookers,outflow,real-server}.test.ts',
  'test/engine/sync/{ended-member,full-disk,restored-server,server-link,strange-server}.test.ts',
  'test/host/**',
  'test/main/**',
  'test/reliability/**',
  // In a Chromium with a zone of its own, which is neither that of the clinic nor any of these (test/renderer/screen.ts).
  'test/renderer/{accessibility,booking-pages,bookings,busy-times,dialogs,editors,find-time}.test.ts',
  'test/renderer/{grid-by-keyboard,grid-by-mouse,hours,import,sync-and-theme,translations}.test.ts',
  'test/storage/{folder-lock,kill,migrations,open-pglite,open-sqlite,storage-error}.test.ts',
  'test/sync-server/accounts/**',
  'test/core/time/dateutil.test.ts',
  'test/e2e/{calendar-across-desks,offline-merge,restored-server,who-looks}.test.ts',
  'test/engine/calendar-file/read-in-worker.test.ts',
  'test/storage/postgres-store.test.ts',
  'test/sync-server/api/{bounded-work,foreign-workspaces,holds,on-postgres,open-api}.test.ts',
  'test/sync-server/booking/{book-of-two-processes,desk-batches,desk-races,hold-elsewhere,hold-interleavings,hold}.test.ts',
  'test/sync-server/booking/{idempotency-keys,idempotency,keys-of-steps,linearizable,link-uses,lock-order,manage-token}.test.ts',
  'test/sync-server/booking/{mixed-batch,one-winner,races,slot-turns,told-numbers}.test.ts',
  'test/sync-server/{attacks,backup,fuzz,metrics,safety}/**',
  'test/sync/**',
  'test/sync-server/outbox/{in-batches,lease,outboxes-of-two-processes}.test.ts',
  'test/sync-server/pages/{booking-looks,event-stream,redirect-hosts,slot-watch}.test.ts',
  'test/sync-server/documents/{command-queue,compaction,device-sync,durability,feed,garbage-frames,hostile-devices}.test.ts',
  'test/sync-server/documents/{judge-update,rooms,several-processes,sharing,stock-clients,strangers}.test.ts',
  'test/sync-server/documents/{backlogs,catching-up,judge-run,looking,open-documents,read-logs,stale-room}.test.ts',
  'test/sync-server/documents/{admit-part,signed-keys,stored-state,submission-window,sync-socket,trial-copy}.test.ts',
  'test/sync-server/{config,create-app,server-life}.test.ts',
]
const AGAIN = ONCE.flatMap((files) => ['--exclude', files])
const TIMES = ['test/core/time', 'test/core/scheduling']
const RUNS = [
  { zone: 'UTC', args: ['--coverage'] },
  { zone: 'America/New_York', args: AGAIN },
  { zone: 'Asia/Kathmandu', args: AGAIN },
  // Half an hour off the hour, and across the date line: for what reckons with times.
  { zone: 'America/St_Johns', args: [...TIMES, ...AGAIN] },
  { zone: 'Pacific/Apia', args: [...TIMES, ...AGAIN] },
]
// Only these may be missing in CI: they need files that a clone does not carry.
const NEEDS_SHARED_CASES = '[shared cases]'

const node = setUp()
ensureSystemNeeds()
const results = join(root, 'coverage', 'results')
rmSync(join(root, 'coverage'), { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const failedChecks = check(node, { fresh: true })
const totals = { passed: 4 - failedChecks.length, failed: failedChecks.length, skipped: new Set() }
for (const run of RUNS) add(vitest(run))
const covered = spawnSync(node, [join(root, 'scripts', 'coverage.mjs')], { cwd: root, stdio: ['ignore', 2, 2] })
totals[covered.status === 0 ? 'passed' : 'failed'] += 1
report()

function vitest({ zone, args }) {
  say(`\nTests under TZ=${zone}`)
  const file = join(results, `${zone.replace('/', '-')}.json`)
  const script = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const covered = args.includes('--coverage') ? { DAYLOOM_COVERAGE: join(root, 'coverage', 'raw') } : {}
  const env = { ...environment(node), ...covered, TZ: zone, NO_COLOR: '1' }
  const started = performance.now()
  const ended = spawnSync(node, [script, 'run', ...reporters, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] })
  say(`TZ=${zone}: ${((performance.now() - started) / 60_000).toFixed(1)} min`)
  return { zone, file, status: ended.status }
}

function add({ zone, file, status }) {
  if (!existsSync(file)) {
    totals.failed += 1
    say(`FAIL no result under TZ=${zone} (exit ${status})`)
    return
  }
  const summary = JSON.parse(readFileSync(file, 'utf8'))
  const broken = summary.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.every((one) => one.status !== 'failed'),
  )
  totals.passed += summary.numPassedTests
  totals.failed += summary.numFailedTests + broken.length
  if (status !== 0 && summary.numFailedTests + broken.length === 0) totals.failed += 1
  for (const each of summary.testResults.flatMap((file) => file.assertionResults)) {
    if (each.status !== 'passed' && each.status !== 'failed') totals.skipped.add(each.fullName)
  }
}

function report() {
  const inCi = Boolean(process.env.CI)
  const sharedCases = existsSync(join(root, '..', 'shared', 'cases'))
  for (const name of totals.skipped) {
    const excused = name.includes(NEEDS_SHARED_CASES) && !sharedCases
    if (inCi && !excused) totals.failed += 1
    say(`${inCi && !excused ? 'FAIL skipped' : 'skipped'}: ${name}`)
  }
  for (const name of failedChecks) say(`FAIL check: ${name}`)
  if (totals.skipped.size > 0) say(`${totals.skipped.size} skipped`)
  process.exitCode = totals.failed === 0 ? 0 : 1
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`)
}
