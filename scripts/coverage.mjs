// Which lines ran, over all: vitest's own count, the Node processes that tests started, and the screens in Chromium.
// Run by Node 24 after the tests; prints a table; exits 1 where a bound is missed.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { convert } from 'ast-v8-to-istanbul'
import { parseAstAsync } from 'vite'
import { root } from './set-up.mjs'

const BOUNDS = [
  { name: 'over all', belongs: () => true, bound: 85 },
  { name: 'src/core', belongs: (/** @type {string} */ file) => file.startsWith('src/core/'), bound: 95 },
]
const COUNTED = /^(?:src|sync-server)\/.*\.tsx?$/

/** file -> line -> whether it ran */
const lines = new Map()

function note(file, line, ran) {
  const path = relative(root, file).replaceAll('\\', '/')
  if (!COUNTED.test(path)) return
  const known = lines.get(path) ?? new Map()
  known.set(line, (known.get(line) ?? false) || ran)
  lines.set(path, known)
}

function addIstanbul(report) {
  for (const file of Object.values(report)) {
    for (const [id, { start }] of Object.entries(file.statementMap)) note(file.path, start.line, file.s[id] > 0)
  }
}

/** What ran of a script in any process or page: their counts are put together before they are looked up in the source, which takes its time. */
const scripts = new Map()

function addScript({ key, functions, read }) {
  const script = scripts.get(key) ?? read()
  scripts.set(key, script)
  const ran = new Uint8Array(script.ran.length)
  // From the outermost inwards: what lies within another knows better.
  const ranges = functions.flatMap((each) => each.ranges)
  const length = ({ startOffset, endOffset }) => endOffset - startOffset
  ranges.sort((one, other) => length(other) - length(one) || one.endOffset - other.endOffset)
  for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  for (let at = 0; at < ran.length; at += 1) if (ran[at] === 1) script.ran[at] = 1
}

async function noteScripts() {
  for (const { url, code, sourceMap, ran } of scripts.values()) {
    const ranges = []
    for (let from = 0, to = 0; from < ran.length; from = to) {
      while (to < ran.length && ran[to] === ran[from]) to += 1
      ranges.push({ startOffset: from, endOffset: to, count: ran[from] })
    }
    const coverage = { scriptId: '0', url, functions: [{ functionName: '', isBlockCoverage: true, ranges }] }
    addIstanbul(await convert({ code, coverage, sourceMap, ast: parseAstAsync(code) }))
  }
}

function addNodeProcess(path) {
  const { result } = JSON.parse(readFileSync(path, 'utf8'))
  for (const { url, functions } of result.filter((each) => each.url.startsWith(`file://${root}/`))) {
    const file = fileURLToPath(url)
    if (!COUNTED.test(relative(root, file)) || !existsSync(file)) continue
    const read = () => {
      const code = stripTypeScriptTypes(readFileSync(file, 'utf8'))
      return { url: `file://${file}`, code, ran: new Uint8Array(code.length) }
    }
    addScript({ key: file, functions, read })
  }
}

function addBrowserPage(path) {
  for (const { file, source, functions } of JSON.parse(readFileSync(path, 'utf8'))) {
    const map = `${file}.map`
    if (!existsSync(map)) continue
    const read = () => ({
      url: `file://${file}`,
      code: source,
      sourceMap: JSON.parse(readFileSync(map, 'utf8')),
      ran: new Uint8Array(source.length),
    })
    addScript({ key: `${file}\n${source}`, functions, read })
  }
}

function eachIn(folder, add) {
  const path = join(root, 'coverage', folder)
  if (!existsSync(path)) return
  for (const name of readdirSync(path).filter((each) => each.endsWith('.json'))) {
    // A process that was killed while it wrote leaves half a file, which says nothing.
    try {
      add(join(path, name))
    } catch (error) {
      process.stderr.write(`coverage: ${name} left out: ${error.message}\n`)
    }
  }
}

function share(belongs) {
  const counted = [...lines].filter(([file]) => belongs(file)).flatMap(([, known]) => Array.from(known.values()))
  return counted.length === 0 ? 0 : (100 * counted.filter(Boolean).length) / counted.length
}

function roomOf(file) {
  return file
    .split('/')
    .slice(0, file.startsWith('src/core') ? 3 : 2)
    .join('/')
}

addIstanbul(JSON.parse(readFileSync(join(root, 'coverage', 'unit', 'coverage-final.json'), 'utf8')))
eachIn('raw/node', addNodeProcess)
eachIn('raw/browser', addBrowserPage)
await noteScripts()

process.stderr.write('\nLines that ran, in %\n')
for (const room of [...new Set([...lines.keys()].map(roomOf))].toSorted((a, b) => (a < b ? -1 : 1))) {
  process.stderr.write(
    `  ${share((file) => roomOf(file) === room)
      .toFixed(1)
      .padStart(5)}  ${room}\n`,
  )
}
for (const { name, belongs, bound } of BOUNDS) {
  const reached = share(belongs)
  const short = reached < bound
  if (short) process.exitCode = 1
  process.stderr.write(
    `${short ? 'FAIL' : 'ok  '} coverage ${name}: ${reached.toFixed(1)} % of lines (at least ${bound})\n`,
  )
}
