import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WallDate } from '../../src/core/model/wall.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { allDay, appointment, clinicCalendars, timed } from './clinic.ts'
import { openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('busy times of others', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const wednesday = WallDate.parse('2026-11-18')
  const calendars = clinicCalendars().map((view) => (view.calendar.name === 'Nutrition' ? veiled(view) : view))
  function veiled(view: ReturnType<typeof clinicCalendars>[number]) {
    return { ...view, permission: 'free-busy' as const, calendar: { ...view.calendar, name: view.ownerName } }
  }

  test('say Busy and whose, and a press on one asks for nothing that is not known', async () => {
    const [name] = calendars.flatMap((view) => (view.permission === 'free-busy' ? [view.ownerName] : []))
    const appointments = [appointment(5, 'Befund', timed(wednesday, '15:00', '16:00'))]
    await using screen = await openScreen(browser, { start: { calendars, appointments } })
    const { page } = screen
    await page.getByRole('button', { name: `Busy, Wed 18 Nov, 15:00–16:00, ${name}, private` }).click()
    const detail = page.getByRole('dialog', { name: 'Busy' })
    await detail.getByText('You can see when this time is taken, and nothing more.').waitFor()
    expect(await detail.getByRole('button').allInnerTexts()).toEqual([''])
    expect(await page.getByText('Befund').count()).toBe(0)
    expect(screen.complaints).toEqual([])
  })

  test('lie over whole days too', async () => {
    const appointments = [appointment(5, 'Befund', allDay(wednesday))]
    await using screen = await openScreen(browser, { start: { calendars, appointments } })
    await screen.page.getByRole('button', { name: /^Busy, Wed 18 Nov.*, all day/ }).waitFor()
    expect(screen.complaints).toEqual([])
  })
})
