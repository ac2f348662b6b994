import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { chromiumPath, launchChromium, openPage } from '../../support/chromium.ts'
import { tick } from '../../support/tick.ts'
import { book, eventType, FRIDAY, id, link } from '../booking/booking-world.ts'
import { type ListeningNode, listeningNode } from './listening-node.ts'

const REASON = id(ids.QuestionId, 1)
const KNEE = id(ids.QuestionId, 2)
const LEFT = id(ids.QuestionId, 3)
const questions = [
  { id: REASON, text: 'Where does it hurt?', kind: 'radio', required: true, options: ['Knee', 'Back'] },
  {
    id: KNEE,
    text: 'Which knee?',
    kind: 'multiselect',
    required: true,
    options: ['Left', 'Right'],
    conditions: [{ question: REASON, anyOf: ['Knee'] }],
  },
  {
    id: LEFT,
    text: 'Since when?',
    kind: 'date',
    required: true,
    options: [],
    conditions: [{ question: KNEE, anyOf: ['Left'] }],
  },
]

let server: ListeningNode
let browser: Browser

describe.skipIf(!chromiumPath)('the script of the booking pages', () => {
  beforeAll(async () => {
    browser = await launchChromium()
    server = await listeningNode({
      members: 2,
      eventTypes: [eventType(1), eventType(2, { questions, guests: 2 })],
      links: [link(1), link(2)],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  test('a time that somebody takes vanishes from a page that is open', async () => {
    await using page = await openPage(browser)
    await openListening(page, `${server.url}/book/anna-1/?date=2026-11-24`)
    expect(await times(page)).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'])
    const made = await book(server.node, { key: 'live', wish: { start: '2026-11-24T10:00:00+01:00' } })
    expect(made.status).toBe(201)
    await page.locator('a[data-start*="T10:00"]').waitFor({ state: 'detached' })
    expect(await times(page)).toEqual(['09:00', '09:30', '10:30', '11:00', '11:30'])
  })

  test('times are shown in the zone of the browser, and in another one without a reload', async () => {
    await using page = await openPage(browser, { timezoneId: 'Asia/Tokyo' })
    await page.goto(`${server.url}/book/anna-1/?date=2026-11-25`)
    await page.getByText('17:00', { exact: true }).waitFor()
    await page.evaluate(() => document.body.setAttribute('data-same', ''))
    await page.getByLabel('Time zone').selectOption('America/New_York')
    await page.getByText('03:00', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'am/pm' }).click()
    await page.getByText('3:00 am', { exact: true }).waitFor()
    expect(await page.locator('body[data-same]').count()).toBe(1)
    await page.goBack()
    await page.getByText('03:00', { exact: true }).waitFor()
  })

  test('C3 a time is held while its form is filled in, also over a reload, and given back by choosing again', async () => {
    await using page = await openPage(browser)
    // The clock of this server stands still, and HTTP's does not.
    await page.route('**/holds', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, headers: { ...response.headers(), date: new Date(FRIDAY).toUTCString() } })
    })
    await page.goto(`${server.url}/book/anna-1/?date=2026-11-26`)
    await page.locator('a[data-start*="T09:30"]').click()
    await page.getByText(/^Held for you for (10:00|9:5\d)$/).waitFor()

    await using other = await openPage(browser)
    await openListening(other, `${server.url}/book/anna-1/?date=2026-11-26`)
    expect(await times(other)).toEqual(['09:00', '10:00', '10:30', '11:00', '11:30'])
    await page.reload()
    await page.getByText(/^Held for you/).waitFor()
    await page.getByRole('link', { name: 'Choose another time' }).click()
    await page.locator('a[data-start*="T09:30"]').waitFor()
    await other.locator('a[data-start*="T09:30"]').waitFor()
  })

  test('C3 what is held is booked by the form that holds it', async () => {
    await using page = await openPage(browser)
    await page.goto(`${server.url}/book/anna-1/?date=2026-11-27`)
    await page.locator('a[data-start*="T09:30"]').click()
    await page.getByText(/^(Held for you|This time is no longer held)/).waitFor()
    expect((await book(server.node, { key: 'held', wish: { start: '2026-11-27T09:30:00+01:00' } })).status).toBe(409)
    await page.getByLabel('Name').fill('Ida Holm')
    await page.getByLabel('E-mail').fill('ida@example.org')
    await page.getByRole('button', { name: 'Book this time' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
  })

  test('C15 a question is asked only where the answers before it ask for it', async () => {
    await using page = await openPage(browser)
    await page.goto(`${server.url}/book/anna-2/?start=2026-11-24T09:00:00%2B01:00`)
    const which = page.getByRole('group', { name: 'Which knee?' })
    const since = page.getByLabel('Since when?')
    expect([await which.isVisible(), await since.isVisible()]).toEqual([false, false])
    await tick(page.getByRole('radio', { name: 'Knee' }))
    await tick(page.getByRole('checkbox', { name: 'Left' }))
    expect([await which.isVisible(), await since.isVisible()]).toEqual([true, true])
    await tick(page.getByRole('radio', { name: 'Back' }))
    expect([await which.isVisible(), await since.isVisible()]).toEqual([false, false])
    expect(await page.getByText('Only if').filter({ visible: true }).count()).toBe(0)
    await page.getByLabel('Name').fill('Ida Holm')
    await page.getByLabel('E-mail').fill('ida@example.org')
    await page.getByRole('button', { name: 'Book this time' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
  })

  test('a booking by keyboard alone', async () => {
    await using page = await openPage(browser)
    await page.goto(`${server.url}/book/anna-1/`)
    await page.locator('table[role="grid"]').waitFor()
    await tabTo(page, '.month td a')
    for (const key of ['ArrowRight', 'Home', 'End', 'ArrowLeft']) await page.keyboard.press(key)
    await page.locator('[data-date="2026-11-26"]:focus').waitFor()
    expect(await page.locator('.month [tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thursday 26 November' }).waitFor()
    await page.locator('[data-date="2026-11-26"]:focus').waitFor()
    await page.keyboard.press('PageDown')
    await page.getByRole('heading', { name: 'December 2026' }).waitFor()
    await tabTo(page, 'a[data-start]')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your details' }).waitFor()
    await tabTo(page, '#name')
    await page.keyboard.type('Ida Holm')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ida@example.org')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
  })
})

/** Opens it, and waits until it hears of changes: what changes before is not told. */
async function openListening(page: Page, address: string): Promise<void> {
  const stream = page.waitForResponse('**/events')
  await page.goto(address)
  await stream
}

async function times(page: Page): Promise<string[]> {
  return page.locator('a[data-start]').allInnerTexts()
}

async function tabTo(page: Page, what: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, what)) return
  }
  throw new Error(`no way to ${what} by Tab`)
}
