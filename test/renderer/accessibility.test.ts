import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
  )
}

const menu = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name: /Miriam Vogel/ }).click()
  await page.getByRole('menuitem', { name }).click()
  await page.getByRole('dialog').waitFor()
}

const STATES: Record<string, (page: Page) => Promise<void>> = {
  week: async () => undefined,
  month: async (page) => {
    await page.getByRole('radio', { name: 'Month' }).click()
    await page.locator('[data-date="2026-11-30"]').waitFor()
  },
  'the rest of a day': async (page) => {
    await page.getByRole('radio', { name: 'Month' }).click()
    await page
      .getByRole('button', { name: /more on Tuesday/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
  },
  menu: async (page) => {
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menu').waitFor()
  },
  editor: async (page) => {
    await page.getByRole('button', { name: 'New appointment' }).click()
    await page.getByRole('dialog').waitFor()
  },
  detail: async (page) => {
    await page.getByRole('button', { name: /^First consultation: Lucía/ }).click()
    await page.getByRole('link', { name: /lucia/ }).waitFor()
  },
  'sync panel': async (page) => {
    await page.getByRole('button', { name: /^Sync/ }).click()
    await page.getByRole('dialog').waitFor()
  },
  import: async (page) => {
    await page.getByRole('button', { name: 'Import a calendar file' }).click()
    await page.getByRole('dialog').waitFor()
  },
  hours: menu('Working hours…'),
  links: menu('Booking links…'),
  share: async (page) => {
    await page.getByRole('button', { name: 'Actions for Consultations' }).click()
    await page.getByRole('menuitem', { name: 'Share with others' }).click()
    await page.getByText('Jonas Peters').last().waitFor()
  },
}

describe.skipIf(!chromiumPath)('accessibility', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  for (const colorScheme of ['light', 'dark'] as const) {
    test.each(Object.keys(STATES))(`axe finds nothing in ${colorScheme}: %s`, async (name) => {
      await using screen = await openScreen(browser, { context: { colorScheme } })
      await screen.page.getByRole('button', { name: /^Case conference/ }).waitFor()
      await STATES[name]?.(screen.page)
      expect(await violations(screen.page)).toEqual([])
      expect(screen.complaints).toEqual([])
    })
  }

  test('at 400 pixels nothing sticks out, and the sidebar lies over the day', async () => {
    await using screen = await openScreen(browser, { context: { viewport: { width: 400, height: 700 } } })
    const { page } = screen
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await overflow()).toBe(0)
    await page.getByRole('button', { name: 'Show the sidebar' }).click()
    await page.getByRole('checkbox', { name: 'Physiotherapy' }).waitFor({ state: 'attached' })
    expect(await violations(page)).toEqual([])
  })
})
