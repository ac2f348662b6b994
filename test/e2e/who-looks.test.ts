import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launchChromium, openPage } from '../support/chromium.ts'
import { openWorld, type World, type WorldDesk } from './world.ts'

describe.skipIf(chromiumPath === undefined)('two desks that look at one calendar [Chromium]', () => {
  let world: World, browser: Browser, ana: WorldDesk, ben: WorldDesk
  beforeAll(async () => {
    world = await openWorld()
    browser = await launchChromium()
    ana = await world.openDesk(0)
    ben = await world.openDesk(1)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.[Symbol.asyncDispose]()
  })

  test('see each other beside its name, until one looks elsewhere', async () => {
    const own = (await ana.call.calendars.list()).find(({ permission }) => permission === 'admin')?.calendar
    const [anaIs, benIs] = [(await ana.call.session.get()).member, (await ben.call.session.get()).member]
    if (own) await ana.call.calendars.share({ calendar: own.id, member: benIs.id, permission: 'read' })
    await using anaPage = await openPage(browser)
    await using benPage = await openPage(browser)
    await anaPage.goto(ana.url)
    await benPage.goto(ben.url)
    const looksAt = (page: typeof anaPage, name: string) =>
      page
        .getByRole('listitem')
        .filter({ hasText: own?.name ?? '' })
        .getByTitle(new RegExp(`${name}.* looking at this calendar now`))
    await looksAt(anaPage, benIs.name).waitFor()
    await looksAt(benPage, anaIs.name).waitFor()
    const folder = process.env['DAYLOOM_PICTURES']
    if (folder !== undefined) await anaPage.screenshot({ path: `${folder}/who-looks.png` })
    await benPage.goto('about:blank')
    await looksAt(anaPage, benIs.name).waitFor({ state: 'detached' })
    expect(await anaPage.getByTitle('looking at this calendar now').count()).toBe(0)
  })
})
