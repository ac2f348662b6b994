import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { tick } from '../support/tick.ts'
import { asked, openScreen, type Screen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('editors', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  async function openEditor({ page }: Screen) {
    await page.getByRole('button', { name: 'New appointment' }).click()
    const editor = page.getByRole('dialog', { name: 'New appointment' })
    await editor.waitFor()
    return editor
  }

  test('nothing typed is lost on a refusal: the reason is said, and saving again works', async () => {
    await using screen = await openScreen(browser, {
      start: { refuse: new Map([['appointments.create', 'disk-full']]) },
    })
    const editor = await openEditor(screen)
    await editor.getByRole('textbox', { name: 'Title' }).fill('Budget')
    await editor.getByRole('textbox', { name: 'Notes' }).fill('A long thought')
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.getByRole('alert').getByText('The disk of this computer is full.').waitFor()
    expect(await editor.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('A long thought')
    screen.double.state.refuse.clear()
    await editor.getByRole('button', { name: 'Save' }).click()
    await screen.page.getByRole('button', { name: /^Budget, Fri 20 Nov, 10:30–11:00/ }).waitFor()
  })

  test('a press elsewhere closes an untouched editor, never one in which something was typed', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const editor = await openEditor(screen)
    await page.mouse.click(600, 700)
    await editor.waitFor({ state: 'detached' })
    const again = await openEditor(screen)
    await again.getByRole('textbox', { name: 'Title' }).fill('Half a thought')
    await page.mouse.click(600, 700)
    expect(await again.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Half a thought')
    expect(asked(screen, 'appointments.create')).toEqual([])
  })

  test('times are typed in any way; an end before the start is said at once and cannot be saved', async () => {
    await using screen = await openScreen(browser)
    const editor = await openEditor(screen)
    const [start, end] = [
      editor.getByRole('combobox', { name: 'Starts at' }),
      editor.getByRole('combobox', { name: 'Ends at' }),
    ]
    await start.fill('1415')
    await start.press('Tab')
    expect(await start.inputValue()).toBe('14:15')
    expect(await end.inputValue()).toBe('14:45')
    await end.fill('2pm')
    await end.press('Tab')
    await editor.getByText('The end is before the start.').waitFor()
    expect(await editor.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await end.fill('nonsense')
    await end.press('Tab')
    expect(await end.inputValue()).toBe('14:00')
  })

  test('a repeating all-day appointment is asked for as a series', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const editor = await openEditor(screen)
    await editor.getByRole('textbox', { name: 'Title' }).fill('Stocktaking')
    await tick(editor.getByRole('checkbox', { name: 'All day' }))
    await editor.getByRole('button', { name: 'Repeat' }).click()
    await page.getByRole('option', { name: 'Every month' }).click()
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.waitFor({ state: 'detached' })
    expect(asked(screen, 'appointments.create')).toMatchObject([
      {
        title: 'Stocktaking',
        series: {
          start: '2026-11-20T00:00:00',
          allDay: true,
          length: 86_400_000,
          rules: ['FREQ=MONTHLY;BYMONTHDAY=20'],
        },
      },
    ])
  })

  test('details show the invitee; only what was changed is sent', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /^First consultation: Lucía/ }).click()
    const detail = page.getByRole('dialog', { name: 'First consultation: Lucía Ferrer' })
    await detail.getByRole('link', { name: 'lucia.ferrer@example.org' }).waitFor()
    await detail.getByRole('button', { name: 'Edit' }).click()
    const editor = page.getByRole('dialog', { name: 'Edit appointment' })
    await editor.getByRole('textbox', { name: 'Location' }).fill('Room 1')
    await editor.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: /^First consultation: Lucía Ferrer, .*Room 1/ }).waitFor()
    expect(asked(screen, 'appointments.edit')).toMatchObject([{ scope: { kind: 'all' }, edit: { location: 'Room 1' } }])
    expect(asked(screen, 'appointments.move')).toEqual([])
  })

  test('an appointment is taken to another calendar, a booking is not', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const editing = async (name: RegExp) => {
      await page.getByRole('button', { name }).first().click()
      await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click()
      return page.getByRole('dialog', { name: 'Edit appointment' })
    }
    const booked = await editing(/^First consultation: Lucía/)
    expect(await booked.getByRole('button', { name: 'Calendar' }).isDisabled()).toBe(true)
    await booked.getByRole('button', { name: 'Discard' }).click()
    await booked.waitFor({ state: 'detached' })

    const editor = await editing(/^Quarterly report/)
    await editor.getByRole('button', { name: 'Calendar' }).click()
    await page.getByRole('option', { name: 'Front desk' }).click()
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.waitFor({ state: 'detached' })
    expect(asked(screen, 'appointments.moveToCalendar')).toMatchObject([{ calendar: expect.any(String) }])
    expect(asked(screen, 'appointments.edit')).toEqual([])
  })

  test('a change of one in a series asks; what belongs to the series offers only all', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /^Team meeting/ }).click()
    await page.getByText('Every week on Tue').waitFor()
    await page.getByRole('button', { name: 'Edit' }).click()
    const editor = page.getByRole('dialog', { name: 'Edit appointment' })
    await editor.getByRole('textbox', { name: 'Notes' }).fill('Bring figures')
    await editor.getByRole('button', { name: 'Save' }).click()
    const scope = page.getByRole('dialog', { name: 'Change a repeating appointment' })
    expect(await scope.getByRole('button', { name: 'This one' }).count()).toBe(0)
    await scope.getByRole('button', { name: 'All of them' }).click()
    await eventually(() => asked(screen, 'appointments.edit').length === 1)
    expect(asked(screen, 'appointments.edit')).toMatchObject([
      { scope: { kind: 'all' }, edit: { notes: 'Bring figures' } },
    ])
  })

  test('a cancelled appointment stays, struck through, with the reason', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /^Case conference/ }).click()
    await page.getByRole('button', { name: 'Cancel appointment' }).click()
    const dialog = page.getByRole('dialog', { name: /^Cancel “Case conference”/ })
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Snow')
    await dialog.getByRole('button', { name: 'Cancel appointment' }).click()
    await page.getByRole('button', { name: /^Case conference, .*cancelled/ }).waitFor()
    expect(asked(screen, 'appointments.cancel')).toMatchObject([{ reason: 'Snow', scope: { kind: 'all' } }])
  })

  test('a deleted appointment comes back by Undo', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /^Case conference/ }).click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: /^Case conference/ }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: /^Case conference/ }).waitFor()
    expect(asked(screen, 'appointments.restore')).toHaveLength(1)
  })
})
