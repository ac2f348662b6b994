import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { WallDate } from '../../src/core/model/wall.ts'
import { openPage } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { clinicWeeks } from './clinic-week.ts'
import { createEngineDouble, type DoubleState } from './engine-double.ts'
import { serveRenderer, type ServedRenderer } from './serve-renderer.ts'

/** A Friday, 10:20 in the clinic. */
export const NOW = new Date('2026-11-20T10:20:00+01:00')
/** S16: a zone that is not the clinic's, where it is still Thursday. What is shown is the member's own time all the same. */
const ELSEWHERE = 'Pacific/Honolulu'
export const MONDAY = WallDate.parse('2026-11-16')

export type Screen = AsyncDisposable & {
  readonly page: Page
  readonly double: ReturnType<typeof createEngineDouble>
  readonly served: ServedRenderer
  /** What the page wrote to its console as an error, and what it threw. */
  readonly complaints: string[]
}

type Options = {
  readonly start?: Partial<DoubleState>
  readonly context?: BrowserContextOptions
  readonly path?: string
}

/** The built screens on the clinic's double, in a browser of their own, at a fixed time of day. */
export async function openScreen(browser: Browser, { start, context, path = '' }: Options = {}): Promise<Screen> {
  const double = createEngineDouble({ appointments: clinicWeeks(MONDAY), ...start })
  const served = await serveRenderer(double)
  const looks = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', timezoneId: ELSEWHERE } as const
  const page = await openPage(browser, { ...looks, ...context })
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => void complaints.push(error.message))
  await page.clock.setFixedTime(NOW)
  await page.goto(`${served.url}${path}`)
  await page.getByRole('button', { name: 'New appointment' }).waitFor()
  // What stands in the calendar moves its hours down: whole days have a lane of their own above them.
  await page.locator('[data-column], [data-date]').first().waitFor({ state: 'attached' })
  await page.locator('.loading-line').waitFor({ state: 'detached' })
  return {
    page,
    double,
    served,
    complaints,
    async [Symbol.asyncDispose]() {
      await page[Symbol.asyncDispose]()
      await served[Symbol.asyncDispose]()
    },
  }
}

/** The point of a column at a minute of its day. */
export async function gridPoint(page: Page, date: string, minute: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(`[data-column="${date}"]`).boundingBox()
  if (!box) throw new Error(`no column ${date}`)
  return { x: box.x + 40, y: box.y + (minute / 1_440) * box.height }
}

type Point = { readonly x: number; readonly y: number }

export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await page.mouse.move(to.x, to.y)
  await page.mouse.up()
}

/** As `asked`, once so much was: the screen shows a change before the engine has been told of it. */
export async function askedSoon(screen: Screen, path: string, count = 1): Promise<unknown[]> {
  await eventually(() => asked(screen, path).length >= count, { what: `${count} of ${path}` })
  return asked(screen, path)
}

/** What was asked of the engine at `path`, oldest first. */
export function asked({ double }: Screen, path: string): unknown[] {
  return double.state.calls.filter((call) => call.path === path).map((call) => call.input)
}
