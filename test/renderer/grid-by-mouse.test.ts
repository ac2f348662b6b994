import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { askedSoon, drag, gridPoint, openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('the grid by mouse', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const moment = (text: string) => Date.parse(text)
  const timed = (from: string, to: string) => ({
    kind: 'timed',
    startsAt: moment(from),
    endsAt: moment(to),
    zone: 'Europe/Berlin',
  })

  test('a drag on free time opens the editor, and what is typed there is created', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await drag(page, await gridPoint(page, '2026-11-18', 780), await gridPoint(page, '2026-11-18', 838))
    await page.getByRole('textbox', { name: 'Title' }).fill('Vaccination talk')
    await page.getByRole('textbox', { name: 'Location' }).fill('Room 4')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: /^Vaccination talk, Wed 18 Nov, 13:00–14:00/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.create')).toEqual([
      {
        calendar: '00000000-0000-7000-8000-000300000001',
        title: 'Vaccination talk',
        location: 'Room 4',
        notes: '',
        availability: 'busy',
        private: false,
        time: timed('2026-11-18T13:00:00+01:00', '2026-11-18T14:00:00+01:00'),
      },
    ])
    expect(screen.complaints).toEqual([])
  })

  test('a press on free time offers half an hour; Escape gives it up', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const at = await gridPoint(page, '2026-11-21', 700)
    await page.mouse.click(at.x, at.y)
    const editor = page.getByRole('dialog', { name: 'New appointment' })
    expect(await editor.getByRole('combobox', { name: 'Starts at' }).inputValue()).toBe('11:30')
    expect(await editor.getByRole('combobox', { name: 'Ends at' }).inputValue()).toBe('12:00')
    await page.keyboard.press('Escape')
    await editor.waitFor({ state: 'detached' })
    expect(screen.double.state.calls).toEqual([])
  })

  test('an appointment is moved to another day and time', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const from = await gridPoint(page, '2026-11-20', 670)
    const to = await gridPoint(page, '2026-11-17', 865)
    await drag(page, from, to)
    await page.getByRole('button', { name: /^Quarterly report, Tue 17 Nov, 14:15–15:45/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.move')).toMatchObject([
      { scope: { kind: 'all' }, time: timed('2026-11-17T14:15:00+01:00', '2026-11-17T15:45:00+01:00') },
    ])
  })

  test('both ends are drawn', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await drag(page, await gridPoint(page, '2026-11-20', 745), await gridPoint(page, '2026-11-20', 775))
    await page.getByRole('button', { name: /^Quarterly report, Fri 20 Nov, 11:00–13:00/ }).waitFor()
    await drag(page, await gridPoint(page, '2026-11-20', 661), await gridPoint(page, '2026-11-20', 690))
    await page.getByRole('button', { name: /^Quarterly report, Fri 20 Nov, 11:30–13:00/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.move', 2)).toHaveLength(2)
  })

  test('Escape during a drag leaves everything as it was, and opens nothing', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const [from, to] = [await gridPoint(page, '2026-11-20', 670), await gridPoint(page, '2026-11-17', 865)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 3 })
    await page.locator('[data-ghost]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-ghost]').waitFor({ state: 'detached' })
    await page.mouse.up()
    expect(await page.getByRole('button', { name: /^Quarterly report, Fri 20 Nov, 11:00–12:30/ }).count()).toBe(1)
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(screen.double.state.calls).toEqual([])
  })

  test('what one may not change cannot be dragged, but opened', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await drag(page, await gridPoint(page, '2026-11-17', 620), await gridPoint(page, '2026-11-18', 900))
    expect(screen.double.state.calls).toEqual([])
    await page.getByRole('button', { name: /^Knee: R. Albrecht/ }).click()
    const detail = page.getByRole('dialog', { name: 'Knee: R. Albrecht' })
    await detail.getByText('You can see this calendar, but not change it.').waitFor()
    expect(await detail.getByRole('button', { name: 'Edit' }).count()).toBe(0)
  })

  test('one of a series asks whether all are meant', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await drag(page, await gridPoint(page, '2026-11-17', 740), await gridPoint(page, '2026-11-17', 800))
    await page.getByRole('dialog', { name: 'Move a repeating appointment' }).waitFor()
    expect(screen.double.state.calls).toEqual([])
    await page.getByRole('button', { name: 'This one' }).click()
    await page.getByRole('button', { name: /^Team meeting, Tue 17 Nov, 13:00–13:45/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.move')).toMatchObject([
      { scope: { kind: 'one', original: '2026-11-17T12:00:00' }, original: '2026-11-17T12:00:00' },
    ])
  })

  test('an all-day appointment is moved along the lane above the hours', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    const box = await page.getByRole('button', { name: /^Fire drill/ }).boundingBox()
    const target = await gridPoint(page, '2026-11-20', 0)
    if (!box) throw new Error('no bar')
    await drag(page, { x: box.x + 40, y: box.y + 8 }, { x: target.x, y: box.y + 8 })
    await page.getByRole('button', { name: /^Fire drill, Fri 20 Nov, all day/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.move')).toMatchObject([
      { time: { kind: 'all-day', firstDay: '2026-11-20', lastDay: '2026-11-20' } },
    ])
  })

  test('a refused move goes back to what is true, and says why', async () => {
    await using screen = await openScreen(browser, { start: { refuse: new Map([['appointments.move', 'read-only']]) } })
    const { page } = screen
    await drag(page, await gridPoint(page, '2026-11-20', 670), await gridPoint(page, '2026-11-17', 865))
    await page.getByRole('alertdialog').getByText('You can see this calendar, but not change it.').waitFor()
    await page.getByRole('button', { name: /^Quarterly report, Fri 20 Nov, 11:00–12:30/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.move')).toHaveLength(1)
  })

  test('in the month an appointment is moved by days and keeps its time', async () => {
    await using screen = await openScreen(browser, { path: '#/month/2026-11-20' })
    const { page } = screen
    const line = page.getByRole('button', { name: /^Staff training/ })
    const [box, target] = [await line.boundingBox(), await page.locator('[data-date="2026-11-10"]').boundingBox()]
    if (!box || !target) throw new Error('not there')
    await drag(page, { x: box.x + 30, y: box.y + 10 }, { x: target.x + 30, y: target.y + 60 })
    await page.getByRole('button', { name: /^Staff training, Tue 10 Nov, 13:30–17:00/ }).waitFor()
    expect(await askedSoon(screen, 'appointments.move')).toMatchObject([
      { time: timed('2026-11-10T13:30:00+01:00', '2026-11-10T17:00:00+01:00') },
    ])
  })
})
