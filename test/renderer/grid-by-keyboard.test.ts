import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('the grid by keyboard', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('the events are one tab stop; arrows move the focus between them; Enter opens, Escape comes back', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /^First consultation: Lucía/ }).focus()
    const onFocus = async (title: string) =>
      eventually(async () => (await page.evaluate(() => document.activeElement?.textContent.split(',')[0])) === title, {
        what: `the focus on ${title}`,
      })
    await page.keyboard.press('ArrowDown')
    await onFocus('Knee: R. Albrecht')
    await page.keyboard.press('ArrowRight')
    await onFocus('Follow-up: Anton Weiss')
    expect(await page.locator('[data-event][tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Follow-up: Anton Weiss' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    // The focus comes back with the next frame.
    await onFocus('Follow-up: Anton Weiss')
  })

  test('the mini month is walked by arrows, beyond the month too', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.locator('[data-day="2026-11-20"]').focus()
    await page.keyboard.press('PageDown')
    await page.locator('[data-day="2026-12-20"]:focus').waitFor()
    await page.keyboard.press('ArrowUp')
    await page.locator('[data-day="2026-12-13"]:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/week\/2026-12-13/)
    expect(screen.complaints).toEqual([])
  })

  test('the address keeps view and date; today and the pages are one press away', async () => {
    await using screen = await openScreen(browser, { path: '#/month/2026-02-10' })
    const { page } = screen
    await page.getByRole('heading', { level: 1, name: 'February 2026' }).waitFor()
    await page.getByRole('button', { name: 'Next month' }).last().press('Enter')
    await page.waitForURL(/#\/month\/2026-03-10/)
    await page.getByRole('button', { name: 'Today', exact: true }).press('Enter')
    await page.waitForURL(/#\/month\/2026-11-20/)
    await page.goto(`${screen.served.url}#/week/nonsense`)
    await page.waitForURL(/#\/month\/2026-11-20/)
    expect(screen.complaints).toEqual([])
  })
})
