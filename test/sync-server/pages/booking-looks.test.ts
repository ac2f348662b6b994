import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { chromiumPath, launchChromium, openPage } from '../../support/chromium.ts'
import { tick } from '../../support/tick.ts'
import { eventType, id, link } from '../booking/booking-world.ts'
import { type ListeningNode, listeningNode } from './listening-node.ts'

const CHOICE = id(ids.QuestionId, 1)
const TICK = id(ids.QuestionId, 2)
const questions = [
  { id: CHOICE, text: 'Where does it hurt?', kind: 'radio', required: true, options: ['Knee', 'Back'] },
  { id: TICK, text: 'I come by car', kind: 'checkbox', required: false, options: [] },
  {
    id: id(ids.QuestionId, 3),
    text: 'Which of these?',
    kind: 'multiselect',
    required: false,
    options: ['Left', 'Right'],
    conditions: [{ question: CHOICE, anyOf: ['Knee', 'Back'] }],
  },
  {
    id: id(ids.QuestionId, 4),
    text: 'Number plate',
    kind: 'text',
    required: true,
    options: [],
    conditions: [{ question: TICK, anyOf: [true] }],
  },
  { id: id(ids.QuestionId, 5), text: 'Since when?', kind: 'date', required: false, options: [] },
  { id: id(ids.QuestionId, 6), text: 'From what hour?', kind: 'time', required: false, options: [] },
]
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let server: ListeningNode
let browser: Browser

describe.skipIf(!chromiumPath)('the public pages', () => {
  beforeAll(async () => {
    browser = await launchChromium()
    server = await listeningNode({
      eventTypes: [eventType(1, { questions, guests: 2, message: 'Ring twice.\nSecond floor.', durations: [30, 60] })],
      links: [link(1)],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  for (const { name, javaScriptEnabled, colorScheme, look } of [
    { name: 'with script: axe finds nothing', javaScriptEnabled: true, colorScheme: 'light', look: violations },
    { name: 'in the dark: every text stands out', javaScriptEnabled: true, colorScheme: 'dark', look: faintTexts },
    { name: 'without script', javaScriptEnabled: false, colorScheme: 'light', look: async () => [] },
  ] as const) {
    test(`every step of a booking at 320 pixels, ${name}, and nothing is cut off`, { timeout: 180_000 }, async () => {
      await using page = await openPage(browser, {
        viewport: { width: 320, height: 640 },
        colorScheme,
        javaScriptEnabled,
      })
      const steps: Record<string, () => Promise<unknown>> = {
        organizer: () => page.goto(`${server.url}/member-1/`),
        type: () => page.getByRole('link', { name: /Consultation/ }).click(),
        details: () => page.locator('a[data-start]').first().click(),
        wrong: async () => {
          await page.getByLabel('Name').fill('Ida Holm')
          await page.getByLabel('E-mail').fill('ida@example.org')
          await page.getByLabel('Phone').fill('call me')
          await tick(page.getByRole('radio', { name: 'Knee' }))
          await page.getByRole('button', { name: 'Book this time' }).click()
        },
        confirmed: async () => {
          await page.getByLabel('Phone').fill('')
          await page.getByLabel('Guests').fill('ben@example.org\ncara@example.org')
          await page.getByRole('button', { name: 'Book this time' }).click()
        },
        manage: () => page.getByRole('link', { name: 'Change or cancel this booking' }).click(),
        reschedule: () => page.getByRole('link', { name: 'Choose another time' }).click(),
        move: () => page.locator('a[data-start]').last().click(),
        moved: () => page.getByRole('button', { name: 'Move to this time' }).click(),
        managed: () => page.getByRole('link', { name: 'Change or cancel this booking' }).click(),
        cancelled: () => page.getByRole('button', { name: 'Cancel this booking' }).click(),
        unknown: () => page.goto(`${server.url}/book/nobody/`),
      }
      const titles: string[] = []
      for (const [step, act] of Object.entries(steps)) {
        await act()
        await page.waitForLoadState()
        titles.push(await page.title())
        expect({ step, wide: await isWide(page), found: await look(page) }).toEqual({
          step,
          wide: false,
          found: [],
        })
      }
      expect(titles).toEqual([
        'Book a time with Anna Berg',
        'Consultation with Anna Berg',
        'Your details – Consultation',
        'Please check – Consultation',
        'Booked – Consultation',
        'Your booking – Consultation',
        'Consultation with Anna Berg',
        'Another time – Consultation',
        'Booked – Consultation',
        'Your booking – Consultation',
        'Your booking – Consultation',
        'Page not found',
      ])
    })
  }
})

async function isWide(page: Page): Promise<boolean> {
  return (await page.locator('body').evaluate((body) => body.scrollWidth)) > 320
}

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>

async function violations(page: Page): Promise<string[]> {
  return found(await new AxeBuilder({ page }).withTags(TAGS).analyze())
}

async function faintTexts(page: Page): Promise<string[]> {
  return found(await new AxeBuilder({ page }).withRules(['color-contrast']).analyze())
}

function found({ violations }: AxeResults): string[] {
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
