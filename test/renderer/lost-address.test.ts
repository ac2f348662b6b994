import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { bookingLink, eventType } from './clinic.ts'
import { openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('an address that somebody else has', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('is not offered to be copied: it is said that another one is needed', async () => {
    const { id } = bookingLink(1, eventType(1, 'First consultation', 45))
    await using screen = await openScreen(browser, { start: { lostAddresses: [id] } })
    const { page } = screen
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menuitem', { name: 'Booking links…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Booking links' })
    await dialog.getByText('belongs to somebody else, who asked for it first').waitFor()
    expect(await dialog.getByRole('button', { name: /^Copy/ }).count()).toBe(1)
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map((one) => one.id)).toEqual([])
  })
})
