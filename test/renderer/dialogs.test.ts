import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { tick } from '../support/tick.ts'
import { jonas, miriam, uuid } from './clinic.ts'
import { asked, openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('dialogs', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('a calendar is created with a name and a colour', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: 'New calendar' }).click()
    await page.getByRole('textbox', { name: 'Name of the calendar' }).fill('On call')
    await tick(page.getByRole('radio', { name: 'Colour 3' }))
    await page.getByRole('button', { name: 'Create calendar' }).click()
    await page.getByRole('checkbox', { name: 'On call' }).waitFor({ state: 'attached' })
    expect(asked(screen, 'calendars.create')).toEqual([{ name: 'On call', colour: '#2f8f5b' }])
  })

  test('a calendar is renamed; a name that is taken is said, and what was typed stays', async () => {
    await using screen = await openScreen(browser, { start: { refuse: new Map([['calendars.edit', 'name-taken']]) } })
    const { page } = screen
    await page.getByRole('button', { name: 'Actions for Personal' }).click()
    await page.getByRole('menuitem', { name: 'Name and colour' }).click()
    await page.getByRole('textbox', { name: 'Name of the calendar' }).fill('Consultations')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByText('Choose another name.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Name of the calendar' }).inputValue()).toBe('Consultations')
  })

  test('a share holds at once; access can be taken back', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: 'Actions for Consultations' }).click()
    await page.getByRole('menuitem', { name: 'Share with others' }).click()
    const dialog = page.getByRole('dialog', { name: 'Share “Consultations”' })
    await dialog.getByRole('button', { name: 'No access What Jonas Peters may do' }).click()
    await page.getByRole('option', { name: 'Free or busy' }).click()
    await dialog.getByRole('button', { name: 'Free or busy What Jonas Peters may do' }).waitFor()
    await dialog.getByRole('button', { name: 'Make changes What Sofia Marin may do' }).click()
    await page.getByRole('option', { name: 'No access' }).click()
    await eventually(() => asked(screen, 'calendars.share').length === 2)
    expect(asked(screen, 'calendars.share')).toEqual([
      { calendar: uuid(3, 1), member: jonas.id, permission: 'free-busy' },
      { calendar: uuid(3, 1), member: uuid(2, 3) },
    ])
  })

  test('working hours: overlapping ranges cannot be saved, right ones shade the grid', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menuitem', { name: 'Working hours…' }).click()
    const from = page.getByRole('combobox', { name: 'Monday, from' }).last()
    await from.fill('12:00')
    await from.press('Tab')
    await page.getByRole('alert').getByText('These hours overlap.').waitFor()
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
    await from.fill('13:00')
    await from.press('Tab')
    await tick(page.getByRole('checkbox', { name: 'Saturday' }))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Your working hours were saved.').waitFor()
    expect(asked(screen, 'schedules.impact')).toEqual(['schedule'])
    expect(asked(screen, 'schedules.put')).toMatchObject([
      {
        id: uuid(4, 1),
        weekly: [
          { day: 0, ranges: [] },
          {
            day: 1,
            ranges: [
              { start: '08:00', end: '12:30' },
              { start: '13:00', end: '18:00' },
            ],
          },
          { day: 2 },
          { day: 3 },
          { day: 4 },
          { day: 5 },
          { day: 6, ranges: [{ start: '09:00', end: '17:00' }] },
        ],
      },
    ])
  })

  test('booking links show their address and the next free times', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menuitem', { name: 'Booking links…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Booking links' })
    await dialog.getByText('https://dayloom.lindenhof.example/book/first-consultation/').waitFor()
    expect(await dialog.getByRole('link', { name: 'Open' }).first().getAttribute('href')).toBe(
      'https://dayloom.lindenhof.example/book/first-consultation/',
    )
    await dialog.getByText('Fri 20 Nov').first().waitFor()
  })

  test('someone who works alone is welcomed, and connects when they like', async () => {
    const session = { workspace: (await import('./clinic.ts')).workspace, member: miriam }
    const sync = { phase: 'alone', waiting: 0, refused: 0 } as const
    const refuse = new Map([['session.connect', 'sign-in-failed' as const]])
    await using screen = await openScreen(browser, { start: { session, sync, refuse, appointments: [] } })
    const { page, double } = screen
    await page.getByRole('region', { name: 'Welcome to Dayloom' }).getByRole('button', { name: 'Connect' }).click()
    const dialog = page.getByRole('dialog', { name: 'Connect to a server' })
    await dialog.getByRole('textbox', { name: 'Address' }).fill('localhost:4000')
    await dialog.getByRole('textbox', { name: 'Email' }).fill('miriam@example.org')
    await dialog.getByLabel('Password').fill('secret')
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.getByRole('alert').getByText('Email and password do not match.').waitFor()
    expect(await dialog.getByLabel('Password').inputValue()).toBe('secret')
    double.state.refuse.clear()
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Connected to Lindenhof Clinic.').waitFor()
    expect(asked(screen, 'session.connect').at(-1)).toEqual({
      server: 'http://localhost:4000',
      email: 'miriam@example.org',
      password: '',
    })
  })
})
