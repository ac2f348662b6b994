import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'

const screens = resolve(import.meta.dirname, '../../out/renderer')
const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine; undefined: tests that need one are skipped, and named. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path))

/** A headless Chromium that asks nobody outside for anything, with a profile of its own. */
export async function launchChromium(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quiet]
  return chromium.launch({ ...(chromiumPath ? { executablePath: chromiumPath } : {}), args })
}

/** A page in a context of its own (cookies apart); closing it keeps what it ran for the coverage, where that is asked for. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page & AsyncDisposable> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options })
  const page = await context.newPage()
  const folder = process.env['DAYLOOM_COVERAGE']
  const counted = folder !== undefined && options.javaScriptEnabled !== false
  if (counted) await page.coverage.startJSCoverage({ resetOnNavigation: false })
  const close = async () => {
    if (counted) keepCoverage(join(folder, 'browser'), await page.coverage.stopJSCoverage())
    await context.close()
  }
  return Object.assign(page, { [Symbol.asyncDispose]: close })
}

type ScriptCoverage = Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>

function keepCoverage(folder: string, scripts: ScriptCoverage): void {
  const ours = scripts.flatMap(({ url, source, functions }) => {
    const file = join(screens, new URL(url).pathname)
    return source !== undefined && existsSync(file) ? [{ file, source, functions }] : []
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(ours))
}
