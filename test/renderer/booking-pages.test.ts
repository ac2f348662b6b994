import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WallDate } from '../../src/core/model/wall.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { tick, untick } from '../support/tick.ts'
import { at } from '../support/test-desk.ts'
import { FIRST } from './availability-double.ts'
import { miriam } from './clinic.ts'
import { asked, gridPoint, openScreen, type Screen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

/** Presses on Friday at 16:00, where nothing is. */
async function openEditor({ page }: Screen): Promise<void> {
  const { x, y } = await gridPoint(page, '2026-11-20', 16 * 60)
  await page.mouse.click(x, y)
  await page.getByRole('dialog', { name: 'New appointment' }).waitFor()
}

const pages = (page: Page) => page.getByRole('list', { name: 'Booking pages' })
/** The lines of one type, top down. */
const linesOf = async (page: Page, name: string): Promise<string[]> => {
  const entry = pages(page).getByRole('listitem').filter({ hasText: name }).first()
  return (await entry.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))
}

describe.skipIf(!chromiumPath)('booking pages beside an empty time', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('S14 an empty time says of each type whether it can be booked, and all that stands against it', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await openEditor(screen)
    await page.getByText('1 of 2 bookable').waitFor()
    expect(await linesOf(page, 'First consultation')).toEqual([
      'It has to be booked 1 day ahead: for this time that was Thu 19 Nov, 16:00.',
      'It starts at set times. The nearest: 15:45 16:30',
      'Outside of the working hours. Fri 20 Nov: 08:00–13:00.',
    ])
    expect(await pages(page).getByText('It can be booked at this time.').count()).toBe(1)
    expect(screen.complaints).toEqual([])
  })

  test('S14 a start that would do is a button that moves the draft there, length and all', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const [earlier, later] = [at('2026-11-20T15:45:00+01:00'), at('2026-11-20T16:30:00+01:00')]
    const starts: number[] = []
    screen.double.state.availability.whyNot = (id, start) => {
      if (id !== FIRST.id) return []
      starts.push(start)
      return start === earlier ? [] : [{ kind: 'off-grid', earlier, later }]
    }
    await openEditor(screen)
    await page.getByRole('button', { name: 'Move it to 15:45' }).click()
    await page.getByText('2 of 2 bookable').waitFor()
    const fields = page.getByRole('dialog', { name: 'New appointment' })
    expect(await fields.getByRole('combobox', { name: 'Starts at' }).inputValue()).toBe('15:45')
    expect(await fields.getByRole('combobox', { name: 'Ends at' }).inputValue()).toBe('16:15')
    expect(starts.at(-1)).toBe(earlier)
  })

  test('what takes the time is named as the calendar shows it', async () => {
    await using screen = await openScreen(browser)
    const { page, double } = screen
    const standing = double.state.appointments.find(({ title }) => title === 'Quarterly report')
    const time = { start: at('2026-11-20T16:00:00+01:00'), end: at('2026-11-20T17:00:00+01:00') }
    const busy = { kind: 'busy' as const, time, ...(standing && { appointment: standing.id }) }
    double.state.availability.whyNot = () => [
      { kind: 'hosts', need: 'all', hosts: [{ member: miriam.id, reasons: [busy] }] },
    ]
    await openEditor(screen)
    await page.getByText('0 of 2 bookable').waitFor()
    expect(await linesOf(page, 'Follow-up')).toEqual(['16:00–17:00 is taken by “Quarterly report”.'])
  })

  test('by keyboard the section is folded away, stays so, and comes back', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await openEditor(screen)
    const fold = page.getByRole('button', { name: /^Booking pages/ })
    await fold.focus()
    await page.keyboard.press('Enter')
    await pages(page).waitFor({ state: 'hidden' })
    await page.keyboard.press('Escape')
    await openEditor(screen)
    expect(await fold.getAttribute('aria-expanded')).toBe('false')
    await fold.press('Enter')
    await pages(page).waitFor()
  })

  test('while the explanations come, go and come anew, no field moves from under the pointer', async () => {
    await using screen = await openScreen(browser)
    const { page, double } = screen
    const { promise: toldFirst, resolve: tell } = Promise.withResolvers<void>()
    const { whyNot } = double.state.availability
    double.state.availability.whyNot = async (id, start) => toldFirst.then(() => whyNot(id, start))
    const allDay = page.getByRole('checkbox', { name: 'All day' })
    const places: (number | undefined)[] = []
    const look = async () => places.push((await allDay.locator('xpath=ancestor::label').boundingBox())?.y)
    await openEditor(screen)
    await pages(page).waitFor()
    await look()
    tell()
    await page.getByText('1 of 2 bookable').waitFor()
    await look()
    await tick(allDay)
    await pages(page).waitFor({ state: 'detached' })
    await look()
    await untick(allDay)
    await page.getByText('1 of 2 bookable').waitFor()
    await look()
    expect(new Set(places).size).toBe(1)
  })

  test('all day long nothing is said of single times', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await openEditor(screen)
    await pages(page).waitFor()
    await tick(page.getByRole('checkbox', { name: 'All day' }))
    await eventually(async () => (await pages(page).count()) === 0)
    expect(screen.complaints).toEqual([])
  })

  test('the preview of a type takes a length, and tells a whole day stretch by stretch', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menuitem', { name: 'Booking links…' }).click()
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Follow-up' }) })
    await card.getByRole('radio', { name: '60 min' }).click()
    await card.getByRole('button', { name: 'Look at a day' }).click()
    await card.getByText('Can be booked').waitFor()
    const told = (await card.locator('dl').last().innerText()).split('\n').filter((line) => line !== '')
    expect(told.slice(0, 4)).toEqual([
      '00:00–08:00',
      'Outside of the working hours. Fri 20 Nov: 08:00–13:00.',
      '08:00–09:00',
      'Can be booked',
    ])
    await card.getByRole('button', { name: 'Next day' }).click()
    await eventually(() => asked(screen, 'eventTypes.whyNotDay').length === 2)
    expect(asked(screen, 'eventTypes.whyNotDay')).toEqual([
      { date: WallDate.parse('2026-11-20'), duration: 60 },
      { date: WallDate.parse('2026-11-21'), duration: 60 },
    ])
  })
})
