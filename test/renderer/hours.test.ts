import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { tick, untick } from '../support/tick.ts'
import { affected } from './availability-double.ts'
import { jonas, miriam, schedule, uuid } from './clinic.ts'
import { asked, openScreen, type Screen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

async function openHours({ page }: Screen, part: string): Promise<Locator> {
  await page.getByRole('button', { name: /Miriam Vogel/ }).click()
  await page.getByRole('menuitem', { name: 'Working hours…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Working hours' })
  await dialog.getByRole('radio', { name: part, exact: true }).click()
  return dialog
}

const save = (dialog: Locator) => dialog.getByRole('button', { name: 'Save', exact: true })

describe.skipIf(!chromiumPath)('hours', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('C12 what is booked and would lie outside is shown before; it may be saved all the same', async () => {
    await using screen = await openScreen(browser)
    screen.double.state.availability.affected = affected()
    const dialog = await openHours(screen, 'Week')
    await untick(dialog.getByRole('checkbox', { name: 'Monday' }))
    await save(dialog).click()
    await dialog.getByText('2 booked appointments would lie outside of your hours:').waitFor()
    await dialog.getByText('First consultation: Hanna Krüger').waitFor()
    expect(asked(screen, 'schedules.put')).toEqual([])
    await dialog.getByRole('button', { name: 'Save all the same' }).click()
    await screen.page.getByText('Your working hours were saved.').waitFor()
    expect(asked(screen, 'schedules.put')).toMatchObject([
      { weekly: [{ day: 0 }, { day: 1, ranges: [] }, {}, {}, {}, {}, {}] },
    ])
  })

  test('C12 after another change it is asked anew', async () => {
    await using screen = await openScreen(browser)
    screen.double.state.availability.affected = affected()
    const dialog = await openHours(screen, 'Week')
    await save(dialog).click()
    await dialog.getByRole('button', { name: 'Save all the same' }).waitFor()
    await tick(dialog.getByRole('checkbox', { name: 'Saturday' }))
    screen.double.state.availability.affected = []
    await save(dialog).click()
    await screen.page.getByText('Your working hours were saved.').waitFor()
    expect(asked(screen, 'schedules.impact')).toEqual(['schedule', 'schedule'])
  })

  test('a break is added, named and timed; without a name it cannot be saved', async () => {
    await using screen = await openScreen(browser)
    const dialog = await openHours(screen, 'Breaks')
    await dialog.getByText(/^No breaks/).waitFor()
    await dialog.getByRole('button', { name: 'Add a break' }).press('Enter')
    const name = dialog.getByRole('textbox', { name: 'Name' })
    await name.fill('')
    await dialog.getByText('Give it a name.').waitFor()
    expect(await save(dialog).isDisabled()).toBe(true)
    await dialog.getByRole('radio', { name: 'Week', exact: true }).click()
    await dialog.getByText('Something in “Breaks” cannot be saved yet.').waitFor()
    await dialog.getByRole('radio', { name: 'Breaks', exact: true }).click()
    await name.fill('Lunch')
    await dialog.getByRole('button', { name: 'Friday' }).click()
    await dialog.getByRole('combobox', { name: 'Lunch, to' }).fill('12:45')
    await dialog.getByRole('combobox', { name: 'Lunch, to' }).press('Tab')
    await save(dialog).click()
    await screen.page.getByText('Your working hours were saved.').waitFor()
    expect(asked(screen, 'schedules.put')).toMatchObject([
      {
        id: schedule.id,
        breaks: [
          {
            name: 'Lunch',
            dates: { kind: 'weekly', days: [1, 2, 3, 4] },
            ranges: [{ start: '12:00', end: '12:45' }],
          },
        ],
      },
    ])
  })

  test('S5 a special day is closed, or has hours of its own; the same day twice is a slip', async () => {
    await using screen = await openScreen(browser)
    const dialog = await openHours(screen, 'Special days')
    await dialog.getByRole('button', { name: 'Add a day' }).click()
    await dialog.getByRole('button', { name: 'Add a day' }).click()
    await tick(dialog.getByRole('checkbox', { name: 'Working on Sun 22 Nov' }))
    await dialog.getByRole('button', { name: /^Day: Sunday/ }).click()
    await screen.page
      .getByRole('dialog', { name: 'Day' })
      .getByRole('button', { name: /21 November/ })
      .click()
    await dialog.getByText('This day is there twice.').first().waitFor()
    expect(await save(dialog).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Remove Sat 21 Nov' }).first().click()
    await save(dialog).click()
    await screen.page.getByText('Your working hours were saved.').waitFor()
    expect(asked(screen, 'schedules.put')).toMatchObject([
      { overrides: [{ date: '2026-11-21', ranges: [{ start: '09:00', end: '17:00' }] }] },
    ])
  })

  test('an absence is added with who stands in, and taken back', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const dialog = await openHours(screen, 'Absences')
    await dialog.getByText('Vacation · Jonas Peters stands in').waitFor()
    await dialog.getByRole('button', { name: /^Remove the absence/ }).click()
    await dialog.getByText(/^No absences/).waitFor()
    await dialog.getByRole('button', { name: /^Until: / }).click()
    await page
      .getByRole('dialog', { name: 'Until' })
      .getByRole('button', { name: /24 November/ })
      .click()
    await dialog.getByRole('button', { name: 'Vacation Reason' }).click()
    await page.getByRole('option', { name: 'Training' }).click()
    await dialog.getByRole('button', { name: 'Nobody Who stands in' }).click()
    await page.getByRole('option', { name: 'Jonas Peters' }).click()
    await dialog.getByRole('button', { name: 'Add absence' }).click()
    await dialog.getByText('Training · Jonas Peters stands in').waitFor()
    expect(asked(screen, 'absences.remove')).toEqual([{ member: miriam.id, id: uuid(12, 1) }])
    expect(asked(screen, 'absences.put')).toEqual([
      {
        id: '',
        member: miriam.id,
        time: { kind: 'dates', from: '2026-11-20', until: '2026-11-24' },
        reason: 'training',
        delegate: jonas.id,
        source: 'manual',
      },
    ])
  })

  test('C12 an absence over something booked says so before it is added', async () => {
    await using screen = await openScreen(browser)
    screen.double.state.availability.affected = affected()
    const dialog = await openHours(screen, 'Absences')
    await dialog.getByRole('button', { name: 'Add absence' }).click()
    await dialog.getByText('2 booked appointments would lie outside of your hours:').waitFor()
    expect(asked(screen, 'absences.put')).toEqual([])
    await dialog.getByRole('button', { name: 'Add all the same' }).click()
    await eventually(() => asked(screen, 'absences.put').length === 1)
    expect(asked(screen, 'schedules.impact')).toEqual(['absence'])
  })

  test('S5 a country is chosen for all, and one works on a holiday all the same', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const dialog = await openHours(screen, 'Holidays')
    await dialog.getByRole('button', { name: 'None Country' }).click()
    await page.getByRole('option', { name: 'Germany' }).click()
    await dialog.getByRole('button', { name: 'The whole country Region' }).click()
    await page.getByRole('option', { name: 'Hamburg' }).click()
    await dialog.getByRole('button', { name: 'Hamburg Region' }).waitFor()
    await tick(dialog.getByRole('checkbox', { name: 'I work on Boxing Day, Sat 26 Dec' }))
    await save(dialog).click()
    await page.getByText('Your working hours were saved.').waitFor()
    expect(asked(screen, 'workspace.setHolidays')).toEqual([
      { holidayRegion: { country: 'DE' }, closures: [] },
      { holidayRegion: { country: 'DE', state: 'HH' }, closures: [] },
    ])
    expect(asked(screen, 'schedules.put')).toMatchObject([{ holidays: { observed: true, except: ['2026-12-26'] } }])
  })

  test('whoever does not lead the workspace is told whose holidays count', async () => {
    await using screen = await openScreen(browser)
    const { double } = screen
    double.state.session = { ...double.state.session, member: { ...miriam, role: 'staff' } }
    double.changed('session')
    const dialog = await openHours(screen, 'Holidays')
    await dialog.getByText(/^No country has been chosen/).waitFor()
    expect(await dialog.getByRole('button', { name: /Country$/ }).count()).toBe(0)
  })
})
