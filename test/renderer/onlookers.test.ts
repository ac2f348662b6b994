import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { clinicCalendars, jonas, sofia } from './clinic.ts'
import { openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('colleagues who look at the same calendar now', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const [first, second] = clinicCalendars().map(({ calendar }) => calendar.id)

  test('stand beside its name, are named to whoever points at them, and to a screen reader', async () => {
    const members = [jonas.id, sofia.id]
    await using screen = await openScreen(browser, { start: { onlooked: first ? [{ calendar: first, members }] : [] } })
    const { page, double } = screen
    const label = `${jonas.name} and ${sofia.name} are looking at this calendar now`
    const sign = page.getByTitle(label)
    await sign.waitFor()
    expect(await page.getByTitle('looking at').count()).toBe(1)
    expect(await page.getByRole('listitem').filter({ has: sign }).getByText(label).count()).toBe(1)
    expect(await sign.innerText()).toContain('JP')
    // What the window shows is said: these calendars, this week.
    expect(double.state.glance?.calendars).toContain(second)
    const { violations } = await new AxeBuilder({ page }).include('aside, nav, main').analyze()
    expect(violations.map((one) => one.id)).toEqual([])
  })

  test('go when they turn away, and a calendar that is hidden is not looked at', async () => {
    const members = [jonas.id]
    await using screen = await openScreen(browser, { start: { onlooked: first ? [{ calendar: first, members }] : [] } })
    const { page, double } = screen
    const sign = page.getByTitle(`${jonas.name} is looking at this calendar now`)
    await sign.waitFor()
    double.look([])
    await sign.waitFor({ state: 'detached' })
    await page.getByRole('checkbox').first().press('Space')
    await eventually(() => double.state.glance?.calendars.some((id) => id === first) === false)
    expect(double.state.glance?.calendars).toContain(second)
  })
})
