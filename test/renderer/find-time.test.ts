import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { tick, untick } from '../support/tick.ts'
import { movedPromise } from './availability-double.ts'
import { jonas, miriam, uuid } from './clinic.ts'
import { asked, openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('times of several people, and promised times', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('a time at which all are free opens the editor there', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: 'Find a time' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Find a time' })
    await tick(dialog.getByRole('checkbox', { name: 'Jonas Peters' }))
    await dialog.getByText(/^Not everything about Jonas Peters is known/).waitFor()
    await dialog.getByRole('radio', { name: '90 min' }).click()
    const times = dialog.getByRole('button', { name: /make an appointment$/ })
    await eventually(async () => (await times.count()) === 2)
    expect(await times.allInnerTexts()).toEqual(['09:00–11:30', '08:00–12:00'])
    await times.last().press('Enter')
    const editor = page.getByRole('dialog', { name: 'New appointment' })
    await editor.waitFor()
    expect(await editor.getByRole('button', { name: /^From: / }).innerText()).toContain('25 November 2026')
    expect(await editor.getByRole('combobox', { name: 'Starts at' }).inputValue()).toBe('08:00')
    expect(await editor.getByRole('combobox', { name: 'Ends at' }).inputValue()).toBe('09:30')
    await page.locator('[data-column="2026-11-25"]').waitFor()
    expect(asked(screen, 'freeBusy.common').at(-1)).toEqual({ members: [miriam.id, jonas.id], minutes: 90 })
  })

  test('where there is no such time that is said, and without anybody that somebody is to be chosen', async () => {
    await using screen = await openScreen(browser)
    const { page, double } = screen
    double.state.availability.common = []
    await page.getByRole('button', { name: 'Find a time' }).click()
    const dialog = page.getByRole('dialog', { name: 'Find a time' })
    await dialog.getByText(/^There is no time in the coming two weeks/).waitFor()
    await untick(dialog.getByRole('checkbox', { name: 'Miriam Vogel' }))
    await dialog.getByText('Choose at least one person.').waitFor()
    expect(await dialog.getByRole('button', { name: /make an appointment$/ }).count()).toBe(0)
  })

  test('T3 a promised time that stands elsewhere waits for its owner: left, or moved to what was promised', async () => {
    await using screen = await openScreen(browser)
    const { page, double } = screen
    const [standing] = double.state.appointments
    if (!standing) throw new Error('nothing is booked')
    double.state.availability.moved = [
      movedPromise(1, 'Hanna'),
      Object.assign(movedPromise(2, 'Emil'), { appointment: standing.id }),
    ]
    double.changed('appointments')
    await page.getByText('2 bookings no longer stand at the time that was promised.').waitFor()
    await page.getByRole('button', { name: 'Look at them' }).click()
    await page.getByRole('button', { name: 'Leave it: Hanna, Tue 1 Dec, 10:00–10:45' }).click()
    await eventually(() => asked(screen, 'appointments.renewPromise').length === 1)
    expect(asked(screen, 'appointments.renewPromise')).toEqual([{ id: uuid(13, 1) }])
    await page.getByRole('button', { name: 'Move to the promised time: Emil, Tue 1 Dec, 11:00–11:45' }).click()
    await eventually(() => asked(screen, 'appointments.move').length === 1)
    expect(asked(screen, 'appointments.move')).toMatchObject([
      {
        id: standing.id,
        scope: { kind: 'all' },
        time: { startsAt: Date.parse('2026-12-01T11:00:00+01:00'), endsAt: Date.parse('2026-12-01T11:45:00+01:00') },
      },
    ])
  })
})
