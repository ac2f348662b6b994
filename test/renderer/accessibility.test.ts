import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { tick } from '../support/tick.ts'
import { affected, movedPromise } from './availability-double.ts'
import { openScreen, type Screen } from './screen.ts'
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

const hoursPart = (part: string) => async (page: Page) => {
  await menu('Working hours…')(page)
  await page.getByRole('dialog').getByRole('radio', { name: part }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Add/ })
    .or(page.getByText('Boxing Day'))
    .first()
    .waitFor()
  if (part === 'Breaks' || part === 'Special days') await page.getByRole('button', { name: /^Add a/ }).click()
}

const STATES: Record<string, (page: Page, screen: Screen) => Promise<void>> = {
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
    await page.getByText('It can be booked at this time.').waitFor()
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
  ...Object.fromEntries(
    (['Breaks', 'Special days', 'Absences', 'Holidays'] as const).map((part) => [`hours, ${part}`, hoursPart(part)]),
  ),
  'hours, affected': async (page, { double }) => {
    double.state.availability.affected = affected()
    await menu('Working hours…')(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save all the same' }).waitFor()
  },
  links: menu('Booking links…'),
  'links, a day': async (page) => {
    await menu('Booking links…')(page)
    await page.getByRole('button', { name: 'Look at a day' }).first().click()
    await page.getByText('Can be booked').waitFor()
  },
  'find a time': async (page) => {
    await page.getByRole('button', { name: 'Find a time' }).click()
    await tick(page.getByRole('checkbox', { name: 'Jonas Peters' }))
    await page.getByText(/^Not everything about Jonas Peters/).waitFor()
  },
  'promised times': async (page, { double }) => {
    double.state.availability.moved = [movedPromise(1, 'First consultation: Hanna Krüger')]
    double.changed('appointments')
    await page.getByRole('button', { name: 'Look at them' }).click()
    await page.getByRole('button', { name: /^Leave it: First consultation/ }).waitFor()
  },
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
      await STATES[name]?.(screen.page, screen)
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
