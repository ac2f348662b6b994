import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WallDate } from '../../src/core/model/wall.ts'
import { instant } from '../../src/core/model/instant.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { at } from '../support/test-desk.ts'
import { FIRST } from './availability-double.ts'
import { appointment, booker, timed, uuid } from './clinic.ts'
import { asked, openScreen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

const FRIDAY = WallDate.parse('2026-11-20')
const TWO = at('2026-11-20T14:00:00+01:00')
const THREE = at('2026-11-20T15:00:00+01:00')
const half = (start: number) => ({ start: instant(start), end: instant(start + 30 * 60_000) })

function booked(title: string, start: string, end: string, notes = '') {
  return appointment(1, title, {
    ...timed(FRIDAY, start, end),
    ...booker(20, 'Omar Said'),
    source: 'desk',
    eventType: FIRST.id,
    notes,
  })
}

async function open(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog').waitFor()
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

describe.skipIf(!chromiumPath)('bookings on the desk', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('C13 a conflict shows both sides, moves to a free time, and can stay as a plain appointment', async () => {
    const own = booked('Visit: Omar', '14:00', '14:30', 'conflict')
    await using screen = await openScreen(browser, { start: { appointments: [own] } })
    const { page, double } = screen
    double.state.bookings.standing = {
      standing: 'conflict',
      against: { time: half(TWO), title: 'Visit: Ida Holm' },
      alternatives: [half(THREE)],
      canStay: true,
    }
    await open(page, /^Visit: Omar.*in conflict with another booking/)
    await page.getByText('This one: Visit: Omar, Fri 20 Nov, 14:00–14:30').waitFor()
    await page.getByText('The other one: Visit: Ida Holm, Fri 20 Nov, 14:00 – 14:30').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep as a plain appointment' }).click()
    await page.getByRole('button', { name: 'Move to Fri 20 Nov, 15:00' }).click()
    await eventually(() => asked(screen, 'appointments.move').length === 1)
    expect(asked(screen, 'bookings.keepPlain')).toEqual([{ id: own.id }])
    expect(asked(screen, 'appointments.move')).toEqual([
      {
        id: own.id,
        scope: { kind: 'all' },
        time: { kind: 'timed', startsAt: THREE, endsAt: half(THREE).end, zone: 'Europe/Berlin' },
      },
    ])
    expect(screen.complaints).toEqual([])
  })

  test('what became of a booking is noted once it has begun', async () => {
    const own = booked('Visit: Omar', '09:00', '09:30')
    await using screen = await openScreen(browser, { start: { appointments: [own] } })
    const { page } = screen
    await open(page, /^Visit: Omar/)
    await page.getByRole('button', { name: 'Check in' }).click()
    await page.getByRole('button', { name: 'Did not come' }).click()
    await page.getByRole('button', { name: 'Completed' }).click()
    await eventually(() => asked(screen, 'bookings.mark').length === 3)
    expect(asked(screen, 'bookings.mark')).toEqual(
      ['checked-in', 'no-show', 'completed'].map((mark) => ({ id: own.id, mark })),
    )
  })

  test('C10 another time is proposed with a reason', async () => {
    const own = booked('Visit: Omar', '14:00', '14:30')
    await using screen = await openScreen(browser, { start: { appointments: [own] } })
    const { page } = screen
    await open(page, /^Visit: Omar/)
    await page.getByRole('button', { name: 'Propose another time' }).click()
    const dialog = page.getByRole('dialog', { name: 'Propose another time' })
    await dialog.locator('dl button').first().click()
    await dialog.getByRole('textbox', { name: 'Reason (optional)' }).fill('a meeting')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const [slot] = asked(screen, 'bookings.propose')
    expect(slot).toMatchObject({ id: own.id, proposal: { reason: 'a meeting', startsAt: expect.any(Number) } })
  })

  test('the history says what happened, when, and by whom', async () => {
    const own = booked('Visit: Omar', '14:00', '14:30')
    await using screen = await openScreen(browser, { start: { appointments: [own] } })
    const { page, double } = screen
    const by = { kind: 'member', name: 'Miriam Vogel' } as const
    double.state.bookings.history = [
      { id: uuid(14, 1), at: TWO, action: 'booking.made', by, old: {}, new: { starts: THREE } },
    ]
    await open(page, /^Visit: Omar/)
    await page.getByRole('button', { name: 'History' }).click()
    const entries = page.getByRole('list', { name: 'History' }).getByRole('listitem')
    await entries.first().waitFor()
    expect(await entries.allInnerTexts()).toEqual(['Booked · Fri 20 Nov, 15:00\nFri 20 Nov, 14:00, Miriam Vogel'])
  })

  test('C18 a booking for somebody says what stands against its time before it is saved', async () => {
    await using screen = await openScreen(browser)
    const { page } = screen
    await page.getByRole('button', { name: /Miriam Vogel/ }).click()
    await page.getByRole('menuitem', { name: 'Booking links…' }).click()
    await page.getByRole('button', { name: 'Book for somebody' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Book First consultation for somebody' })
    await dialog.locator('dl button').first().click()
    await dialog.getByText('Against this time:').waitFor()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Omar Said')
    await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('omar@example.org')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Book anyway' }).click()
    await eventually(() => asked(screen, 'bookings.book').length === 1)
    expect(asked(screen, 'bookings.book')).toMatchObject([
      { eventType: FIRST.id, name: 'Omar Said', email: 'omar@example.org', title: 'First consultation: Omar Said' },
    ])
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Omar Said')
  })
})
