// npm run lighthouse [-- --runs N] [--json]: measures the public pages of a fresh demo server with Lighthouse and Debian's Chromium,
// the median of five runs each, at 300 ms and 700 kbit/s with a processor four times slower. Exits with 1 where a page falls short.
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { environment, giveUp, root, setUp } from './set-up.mjs'

const SLOW = { rttMs: 300, throughputKbps: 700, cpuSlowdownMultiplier: 4 }
const LEAST = 0.95
const MOST = { lcpMs: 2_000, bytes: 100_000, scriptBytes: 40_000, requests: 6 }

const folder = join(root, 'bench/peers/lighthouse')
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 5

const node = setUp()
if (!existsSync(chromium))
  giveUp('Lighthouse needs Chromium: apt install chromium, or say where it is in CHROMIUM_PATH.')
if (!existsSync(join(folder, 'node_modules'))) install()
const { default: lighthouse } = await fromPeer('lighthouse')
const { launch } = await fromPeer('chrome-launcher')

const data = mkdtempSync(join(tmpdir(), 'dayloom-lighthouse-'))
const server = spawn(node, ['sync-server/index.ts', '--data', data, '--demo', '--port', '0', '--json'], {
  cwd: root,
  env: { ...environment(node), RATE_LIMITS: 'off' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await launch({ chromePath: chromium, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] })
try {
  const pages = await pagesOf(await ready())
  const measured = []
  for (const page of pages) measured.push(await measure(page))
  const short = measured.flatMap(shortfalls)
  const found = { runs, throttling: SLOW, pages: measured, short }
  process.stdout.write(`${JSON.stringify(found, undefined, process.argv.includes('--json') ? 0 : 2)}\n`)
  process.exitCode = short.length === 0 ? 0 : 1
} finally {
  browser.kill()
  server.kill()
  rmSync(data, { recursive: true, force: true })
}

function install() {
  const ended = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (ended.status !== 0) giveUp('Lighthouse could not be installed into bench/peers/lighthouse.')
}

async function fromPeer(name) {
  return import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)
}

/** The facts that the server prints when it is ready. */
async function ready() {
  let text = ''
  for await (const chunk of server.stdout) {
    text += chunk
    const line = text.split('\n').find((one) => one.includes('"ready":true'))
    if (line !== undefined) return JSON.parse(line)
  }
  throw new Error('the server ended before it was ready')
}

/** The pages, the last ones of a booking that is made for them. */
async function pagesOf({ url, booking }) {
  const form = await (await fetch(booking)).text()
  const [, step = ''] = /data-start="[^"]*"\s+href="([^"]*)"/.exec(form) ?? []
  const formUrl = new URL(step.replaceAll('&amp;', '&'), url)
  const body = {
    start: formUrl.searchParams.get('start'),
    timezone: formUrl.searchParams.get('timezone'),
    name: 'Ida Holm',
    email: 'ida@example.org',
  }
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const made = await fetch(`${booking}book`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (made.status !== 201) throw new Error(`the booking was answered with ${made.status}`)
  const { manageUrl } = await made.json()
  const [, other = ''] = [
    ...(await (await fetch(booking)).text()).matchAll(/data-start="[^"]*"\s+href="([^"]*)"/g),
  ].map(([, href]) => href)
  return [
    { name: 'organizer', url: `${url}/elena-marsh/`, indexed: true },
    { name: 'booking', url: booking, indexed: true },
    { name: 'details', url: new URL(other.replaceAll('&amp;', '&'), url).href, indexed: false },
    { name: 'confirmation', url: manageUrl.replace(/manage$/, 'confirmed'), indexed: false },
    { name: 'manage', url: manageUrl, indexed: false },
  ]
}

async function measure({ name, url, indexed }) {
  const results = []
  for (let run = 0; run < runs; run += 1) results.push(await once(url))
  const of = (key) => median(results.map((one) => one[key]))
  const scores = {
    performance: of('performance'),
    accessibility: of('accessibility'),
    bestPractices: of('bestPractices'),
  }
  const weight = { lcpMs: of('lcpMs'), bytes: of('bytes'), scriptBytes: of('scriptBytes'), requests: of('requests') }
  return { name, ...scores, ...(indexed && { seo: of('seo') }), ...weight, failed: results[0].failed }
}

async function once(url, attempts = 3) {
  const settings = { throttlingMethod: 'simulate', throttling: SLOW, formFactor: 'mobile' }
  const config = { extends: 'lighthouse:default', settings }
  const result = await lighthouse(url, { port: browser.port, output: 'json', logLevel: 'error' }, config)
  const { categories, audits, runtimeError, finalDisplayedUrl } = result.lhr
  // On a busy machine a recording may fail; that a page answers with an error is never that.
  if (runtimeError?.code.startsWith('NO_') && attempts > 1) return once(url, attempts - 1)
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
  await giveBack(finalDisplayedUrl)
  const requests = (audits['network-requests'].details?.items ?? []).filter((one) => /^https?:/.test(one.url))
  const scripts = requests.filter((one) => one.resourceType === 'Script')
  const isIndexed = (id) => id !== 'is-crawlable'
  return {
    performance: categories.performance.score,
    accessibility: categories.accessibility.score,
    bestPractices: categories['best-practices'].score,
    seo: categories.seo.score,
    lcpMs: Math.round(audits['largest-contentful-paint'].numericValue),
    bytes: sum(requests.map((one) => one.transferSize)),
    scriptBytes: sum(scripts.map((one) => one.transferSize)),
    requests: requests.length,
    failed: Object.values(categories)
      .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id))
      .filter((id) => isIndexed(id) && audits[id].score !== null && audits[id].score < 0.9),
  }
}

/** The time that a page held is free again for the next run. */
async function giveBack(address) {
  const { origin, searchParams } = new URL(address)
  const hold = searchParams.get('hold')
  if (hold !== null) await fetch(`${origin}/api/v1/public/holds/${hold}`, { method: 'DELETE' })
}

function shortfalls({ name, ...figures }) {
  return Object.entries(figures).flatMap(([key, value]) => {
    if (key === 'failed') return []
    const limit = MOST[key]
    const isShort = limit === undefined ? value < LEAST : value > limit
    return isShort ? [`${name}: ${key} ${value}`] : []
  })
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function sum(values) {
  return values.reduce((all, one) => all + one, 0)
}
