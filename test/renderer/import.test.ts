import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportReport } from '../../src/core/contract/calendar-file.ts'
import { CalendarId } from '../../src/core/model/ids.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { uuid } from './clinic.ts'
import { asked, openScreen, type Screen } from './screen.ts'
import { buildRenderer } from './serve-renderer.ts'

const REPORT: ImportReport = {
  calendar: CalendarId.parse(uuid(3, 1)),
  total: 312,
  created: 287,
  updated: 14,
  unchanged: 9,
  setAside: [
    {
      title: 'Annual check-up',
      uid: 'a@example.org',
      line: 1_204,
      reason: 'end-before-start',
      detail: 'DTEND lies an hour before DTSTART.',
      text: 'BEGIN:VEVENT\nSUMMARY:Annual check-up\nEND:VEVENT',
    },
    { title: '', line: 1_310, reason: 'unknown-zone', detail: 'Mars/Olympus', text: 'BEGIN:VEVENT\nEND:VEVENT' },
  ],
  flagged: [{ title: 'Summer course', uid: 'c', line: 88, detail: 'Read as 09:00 and as 10:00.' }],
}

describe.skipIf(!chromiumPath)('import', () => {
  let browser: Browser
  beforeAll(async () => {
    await buildRenderer()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  async function choose({ page }: Screen): Promise<void> {
    await page.getByRole('button', { name: 'Import a calendar file' }).click()
    const buffer = Buffer.from('BEGIN:VCALENDAR')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'old_calendar.ics', mimeType: 'text/calendar', buffer })
  }

  test('a file goes into a new calendar named after it; progress is shown; the report tells all', async () => {
    const gate = Promise.withResolvers<void>()
    await using screen = await openScreen(browser, { start: { report: REPORT, importPause: gate.promise } })
    const { page } = screen
    await choose(screen)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const bar = page.getByRole('progressbar', { name: '78 of 312 appointments written' })
    await bar.waitFor()
    expect(await bar.getAttribute('aria-valuenow')).toBe('78')
    gate.resolve()
    const report = page.getByRole('dialog', { name: 'Import finished' })
    await report.getByText('312 appointments in old_calendar.ics').waitFor()
    expect(await report.locator('dl').innerText()).toBe('Created\n287\nUpdated\n14\nUnchanged\n9\nSet aside\n2')
    await report.getByRole('button', { name: /^Annual check-up/ }).click()
    await report.getByText('SUMMARY:Annual check-up').waitFor()
    await report.getByText('Its time zone is not known. Mars/Olympus').waitFor()
    await report.getByText('Read as 09:00 and as 10:00.').waitFor()
    expect(asked(screen, 'files.import')).toEqual([
      { calendar: { name: 'old calendar' }, fileName: 'old_calendar.ics', text: 15 },
    ])
  })

  test('the report can be copied, with the text of every event that stayed out', async () => {
    const context = { permissions: ['clipboard-read', 'clipboard-write'] }
    await using screen = await openScreen(browser, { start: { report: REPORT }, context })
    const { page } = screen
    await choose(screen)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('button', { name: 'Copy report' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      'line 1204 Annual check-up: It ends before it starts. DTEND lies an hour before DTSTART.\nBEGIN:VEVENT',
    )
  })

  test('a file that cannot be read leaves the choice as it was, with what to do', async () => {
    await using screen = await openScreen(browser, {
      start: { refuse: new Map([['files.import', 'file-unreadable']]) },
    })
    const { page } = screen
    await choose(screen)
    await page.getByRole('textbox', { name: 'Name of the calendar' }).fill('Mine')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('alert').getByText('Save it once more as .ics').waitFor()
    expect(await page.getByRole('textbox', { name: 'Name of the calendar' }).inputValue()).toBe('Mine')
    await page.getByText('old_calendar.ics').waitFor()
  })
})
