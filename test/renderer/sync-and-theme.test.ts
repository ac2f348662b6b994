import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CommandId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { untick } from '../support/tick.ts'
import { appointment, timed, uuid } from './clinic.ts'
import { asked, MONDAY, openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

describe.skipIf(!chromiumPath)('sync and theme', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('the chip follows the engine', async () => {
    await using screen = await openScreen(browser)
    const chip = (name: string) => screen.page.getByRole('button', { name: `Sync: ${name}`, exact: true }).waitFor()
    await chip('All changes saved')
    screen.double.setSync({ waiting: 1 })
    await chip('Sending…')
    screen.double.setSync({ phase: 'offline', waiting: 3, problem: 'unreachable' })
    await chip('Offline, 3 changes waiting')
    screen.double.setSync({ waiting: 1 })
    await chip('Offline, 1 change waiting')
    screen.double.setSync({ waiting: 2, problem: 'disk-full' })
    await chip('The disk is full')
    await screen.page.getByRole('status').filter({ hasText: 'free some space' }).waitFor()
    screen.double.setSync({ waiting: 2, problem: 'storage-failed' })
    await chip('The disk fails')
    screen.double.setSync({ phase: 'alone', waiting: 0, problem: undefined })
    await chip('Working alone')
    expect(await screen.page.getByText('disk').count()).toBe(0)
    expect(screen.complaints).toEqual([])
  })

  test('Y4 a refused change is shown with its reason, copied out and dismissed', async () => {
    const refused = {
      id: CommandId.parse(uuid(10, 1)),
      verb: 'edit-appointment',
      input: { edit: { title: 'Lab results' } },
      reason: 'forbidden',
      at: instant(Date.parse('2026-11-20T08:00:00Z')),
    }
    const sync = { phase: 'online', waiting: 0, refused: 1 } as const
    const context = { permissions: ['clipboard-read', 'clipboard-write'] }
    await using screen = await openScreen(browser, { start: { refused: [refused], sync }, context })
    const { page } = screen
    await page.getByRole('button', { name: 'Sync: 1 change was refused' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText('Lab results').waitFor()
    await panel.getByText('You may not do this.').waitFor()
    await panel.getByRole('button', { name: 'Copy as text' }).click()
    await panel.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'edit-appointment (forbidden)\nedit.title: Lab results',
    )
    await panel.getByRole('button', { name: 'I have seen it' }).click()
    await panel.getByText('Everything is on this computer and on the server.').waitFor()
    expect(asked(screen, 'sync.dismiss')).toEqual([{ id: refused.id }])
  })

  test('Y4 that the server was restored is said until the person knows, and what became of their work', async () => {
    const sync = { phase: 'online', waiting: 0, refused: 0, restored: 'restored' } as const
    await using screen = await openScreen(browser, { start: { sync } })
    const { page } = screen
    await page.getByRole('button', { name: 'Sync: The server was restored' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText('What you had done since then has been sent again').waitFor()
    await panel.getByRole('button', { name: 'I have seen it' }).click()
    await page.getByRole('button', { name: 'Sync: All changes saved' }).waitFor()
    expect(asked(screen, 'sync.dismissRestored')).toHaveLength(1)
  })

  test('what others change appears by itself', async () => {
    await using screen = await openScreen(browser)
    const { state } = screen.double
    state.appointments = [...state.appointments, appointment(4, 'From Sofia', timed(MONDAY, '12:00', '13:00'))]
    screen.double.changed('appointments')
    const appeared = screen.page.getByRole('button', { name: /^From Sofia/ })
    await appeared.waitFor()
    expect(await appeared.count()).toBe(1)
  })

  test('while the engine is away a banner says so; when it is back everything is asked anew', async () => {
    await using screen = await openScreen(browser)
    const { page, double, served } = screen
    served.interrupt()
    await page.getByText('Dayloom is not answering at the moment.').waitFor()
    expect(await page.getByRole('button', { name: /^Case conference/ }).count()).toBe(1)
    double.state.appointments = [appointment(1, 'Made meanwhile', timed(MONDAY, '12:00', '13:00'))]
    served.resume()
    await page.getByRole('button', { name: /^Made meanwhile/ }).waitFor()
    await page.getByText('Dayloom is not answering at the moment.').waitFor({ state: 'detached' })
    // The streams are followed again, too.
    await eventually(async () => {
      double.setSync({ waiting: 2 })
      return (await page.getByRole('button', { name: 'Sync: Sending…' }).count()) === 1
    })
    expect(await page.getByRole('button', { name: /^Case conference/ }).count()).toBe(0)
  })

  test('light and dark follow the system, until one is chosen; the choice stays', async () => {
    await using screen = await openScreen(browser, { context: { colorScheme: 'dark' } })
    const { page } = screen
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await background()
    await page.emulateMedia({ colorScheme: 'light' })
    expect(dark).toBe('rgb(21, 21, 23)')
    await eventually(async () => (await background()) === 'rgb(250, 250, 249)')
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await eventually(async () => (await background()) === dark)
    await page.reload()
    await page.getByRole('button', { name: 'New appointment' }).waitFor()
    expect(await background()).toBe(dark)
  })

  test('a hidden calendar stays hidden after a reload', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await untick(page.getByRole('checkbox', { name: 'Physiotherapy' }))
    await page.getByRole('button', { name: /^Knee/ }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('button', { name: /^Case conference/ }).waitFor()
    expect(await page.getByRole('button', { name: /^Knee/ }).count()).toBe(0)
  })
})
