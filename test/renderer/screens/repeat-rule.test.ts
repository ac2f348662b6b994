import { readFileSync } from 'node:fs'
import { createInstance } from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { WallDate } from '../../../src/core/model/wall.ts'
import { createFormats } from '../../../src/renderer/formats.ts'
import { repeatOf, rulesOf, ruleText } from '../../../src/renderer/screens/editor/repeat-rule.ts'

const FRIDAY = WallDate.parse('2026-11-20')
const translations = createInstance()
const formats = createFormats('en-GB')

beforeAll(async () => {
  const desk: unknown = JSON.parse(readFileSync('resources/translations/en/desk.json', 'utf8'))
  await translations.init({ lng: 'en', defaultNS: 'desk', resources: { en: { desk: Object(desk) } } })
})

test('what the editor offers goes there and back', () => {
  for (const repeat of ['daily', 'weekly', 'monthly'] as const)
    expect(repeatOf(rulesOf(repeat, FRIDAY), FRIDAY)).toBe(repeat)
  expect(rulesOf('weekly', FRIDAY)).toEqual(['FREQ=WEEKLY;BYDAY=FR'])
  expect(rulesOf('monthly', FRIDAY)).toEqual(['FREQ=MONTHLY;BYMONTHDAY=20'])
  expect(repeatOf(undefined, FRIDAY)).toBe('none')
  expect(repeatOf(['FREQ=WEEKLY;INTERVAL=2'], FRIDAY)).toBe('other')
  expect(repeatOf(['FREQ=DAILY', 'FREQ=WEEKLY'], FRIDAY)).toBe('other')
})

test.each([
  ['FREQ=DAILY', 'Every day'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR', 'Every 2 weeks on Mon, Wed and Fri'],
  ['FREQ=WEEKLY;BYDAY=TU;COUNT=10', 'Every week on Tue 10 times'],
  ['FREQ=YEARLY;UNTIL=20301231T000000', 'Every year until 31 Dec'],
  ['FREQ=HOURLY', 'Repeats by a rule of its own'],
])('%s in words', (rule, words) => {
  expect(ruleText(rule, formats, translations.t)).toBe(words)
})
