import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../src/core/model/instant.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { miriam, uuid, workspace } from './clinic.ts'
import { asked, askedSoon, openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

const choose = async (page: Page, item: string) => {
  await page.getByRole('button', { name: /Miriam Vogel/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
}

describe.skipIf(!chromiumPath)('devices', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('Y8 a lost device is signed out from the list, after being asked; this one is marked and stays', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await choose(page, 'Devices…')
    const dialog = page.getByRole('dialog', { name: 'Devices' })
    await dialog.getByText('Miriams MacBook').waitFor()
    const rows = await dialog.getByRole('listitem').allInnerTexts()
    expect(rows.map((row) => row.split('\n').filter((line) => line !== ''))).toEqual([
      ['Praxis-PC', 'Last seen Fri 20 Nov, 10:20', 'This one'],
      ['Miriams MacBook', 'Last seen Wed 18 Nov, 18:05', 'Sign out…'],
    ])
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Sign out Miriams MacBook' }).click()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(asked(screen, 'session.revokeDevice')).toEqual([])
    await dialog.getByRole('button', { name: 'Sign out Miriams MacBook' }).click()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Sign out and wipe' }).click()
    await page.getByText('Miriams MacBook was signed out.').waitFor()
    await dialog.getByText('Miriams MacBook', { exact: true }).waitFor({ state: 'detached' })
    expect(asked(screen, 'session.revokeDevice')).toEqual([{ device: uuid(11, 2) }])
  })

  test('signing out keeps the copy, unless one chooses otherwise', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await choose(page, 'Sign out…')
    const dialog = page.getByRole('dialog', { name: 'Sign out' })
    await dialog.getByRole('radio', { name: /Keep the copy/ }).waitFor({ state: 'attached' })
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByText('Your calendars stay on this computer.').waitFor()
    expect(asked(screen, 'session.signOut')).toEqual([{ copy: 'keep' }])
  })

  test('what was not sent yet is said before the copy is wiped; then a sentence says what became of it', async () => {
    const sync = { phase: 'offline', waiting: 3, refused: 0, problem: 'unreachable' } as const
    await using screen = await openScreen(browser, { start: { sync } })
    const { page } = screen
    await choose(page, 'Sign out…')
    const dialog = page.getByRole('dialog', { name: 'Sign out' })
    expect(await dialog.getByText('3 changes have not been sent yet.').count()).toBe(0)
    await dialog.getByText('Wipe the copy').click()
    await dialog.getByText('3 changes have not been sent yet.').waitFor()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Sign out and wipe' }).click()
    await page.getByText('the copy on this computer has been wiped').waitFor()
    expect(await askedSoon(screen, 'session.signOut')).toEqual([{ copy: 'wipe' }])
  })

  test('Y8 a device that was signed out from elsewhere says so, until it is read', async () => {
    const session = { workspace, member: miriam, wiped: { why: 'revoked', at: instant(0) } } as const
    const sync = { phase: 'alone', waiting: 0, refused: 0 } as const
    await using screen = await openScreen(browser, { start: { session, sync } })
    const { page } = screen
    const banner = page.getByRole('region', { name: 'What was here' })
    await banner.getByText('This device was signed out from another one').waitFor()
    expect(await violations(page)).toEqual([])
    await banner.getByRole('button', { name: 'Close' }).click()
    await banner.waitFor({ state: 'detached' })
    expect(screen.complaints).toEqual([])
  })
})
