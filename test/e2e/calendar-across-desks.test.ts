import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { chromiumPath, launchChromium, openPage } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { madeCalendar } from '../support/made-calendar.ts'
import { openWorld, type World, type WorldDesk } from './world.ts'

const zone = ZoneName.parse('Europe/Berlin')
const DAY = 86_400_000
const from = new Date()

describe.skipIf(chromiumPath === undefined)('a calendar file on one desk, seen on another [Chromium]', () => {
  let world: World, browser: Browser, ana: WorldDesk, ben: WorldDesk, outsider: WorldDesk
  beforeAll(async () => {
    world = await openWorld()
    browser = await launchChromium()
    ana = await world.openDesk(0)
    ben = await world.openDesk(1)
    outsider = await world.openDesk(2)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.[Symbol.asyncDispose]()
  })

  const span = { start: instant(from.getTime() - DAY), end: instant(from.getTime() + 90 * DAY) }
  async function titles(desk: WorldDesk): Promise<Set<string>> {
    return new Set(
      (await desk.call.appointments.within({ span, zone }))
        .map((one) => one.title)
        .filter((title) => title.startsWith('Made')),
    )
  }

  test('X4 it is imported through the screen: 300 arrive, the broken one is set aside with its reason', async () => {
    await using page = await openPage(browser)
    await page.goto(ana.url)
    await page
      .getByRole('button', { name: /import/i })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    const buffer = Buffer.from(madeCalendar(300, from))
    await dialog.locator('input[type=file]').setInputFiles({ name: 'mine.ics', mimeType: 'text/calendar', buffer })
    await dialog.getByRole('textbox').first().fill('From my old calendar')
    await dialog.getByRole('button', { name: /^import/i }).click()
    await dialog.getByText(/300/).first().waitFor()
    await dialog.getByText('Broken on purpose').first().waitFor()
    expect((await titles(ana)).size).toBe(300)
  })

  test('Y2 another member with a share sees it; one without never receives a byte of it', async () => {
    const calendar = (await ana.call.calendars.list()).find(
      (one) => one.calendar.name === 'From my old calendar',
    )?.calendar
    const member = (await ben.call.session.get()).member.id
    if (!calendar) throw new Error('the imported calendar is not listed')
    await eventually(async () => (await ana.call.sync.state()).waiting === 0, { what: 'everything synced' })
    await ana.call.calendars.share({ calendar: calendar.id, member, permission: 'read' })
    const shared = await eventually(async () => (await titles(ben)).size === 300, {
      what: 'the share on the second desk',
    })

    await using screen = await openPage(browser)
    await screen.goto(ben.url)
    const created = await ana.call.appointments.create({
      calendar: calendar.id,
      title: 'Made while both look on',
      time: {
        kind: 'timed',
        startsAt: instant(from.getTime()),
        endsAt: instant(from.getTime() + 3_600_000),
        zone,
      },
    })
    const seen = await eventually(async () => (await titles(ben)).has(created.title), {
      what: 'a new one on the second desk',
      everyMs: 5,
    })
    const onScreen = async () => (await screen.getByText(created.title).count()) > 0
    const shown = await eventually(onScreen, { what: 'it on the second screen', everyMs: 5 })
    console.log(`on the second screen ${Math.round(shown.ms)} ms after its desk had it`)
    console.log(
      `300 appointments on the second desk ${Math.round(shared.ms)} ms after the share; a new one after ${Math.round(seen.ms)} ms`,
    )

    const foreign = Buffer.from('Made while both look on')
    expect(await filesHolding(ben.folder, foreign)).not.toEqual([])
    expect((await titles(outsider)).size).toBe(0)
    expect(await filesHolding(outsider.folder, foreign)).toEqual([])
    // That somebody has a calendar stands in the directory, which all members read; its name does not.
    expect(await filesHolding(outsider.folder, Buffer.from('From my old calendar'))).toEqual([])
    expect(await filesHolding(outsider.folder, Buffer.from('made-1@example.org'))).toEqual([])
  })

  test('Y4 a reader cannot write, and is told so', async () => {
    const [one] = await ben.call.appointments
      .within({ span, zone })
      .then((all) => all.filter(({ title }) => title === 'Made 3'))
    if (!one) throw new Error('not there')
    expect(one.writable).toBe(false)
    const edit = ben.call.appointments.edit({
      id: one.appointment,
      scope: { kind: 'all' },
      edit: { title: 'Mine now' },
    })
    await expect(edit).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'forbidden' } })
  })

  test('Y6 a withdrawn share is gone from the other desk, bytes and all', async () => {
    const calendar = (await ana.call.calendars.list()).find(
      (one) => one.calendar.name === 'From my old calendar',
    )?.calendar
    const member = (await ben.call.session.get()).member.id
    if (!calendar) throw new Error('the imported calendar is not listed')
    await ana.call.calendars.share({ calendar: calendar.id, member })
    const { ms } = await eventually(async () => (await titles(ben)).size === 0, { what: 'the withdrawal' })
    console.log(`withdrawn after ${Math.round(ms)} ms`)
    await ben.close()
    expect(await filesHolding(ben.folder, Buffer.from('Made while both look on'))).toEqual([])
  })
})

async function filesHolding(folder: string, bytes: Buffer): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const held = await Promise.all(
    names.map(async (entry) => {
      // What a running desk has taken away meanwhile holds nothing.
      const content = await readFile(join(entry.parentPath, entry.name)).catch(unlessMissing)
      return content?.includes(bytes) ? [entry.name] : []
    }),
  )
  return held.flat()
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
