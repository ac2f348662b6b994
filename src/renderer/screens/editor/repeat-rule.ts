import type { TFunction } from 'i18next'
import { WallDate, type Weekday } from '../../../core/model/wall.ts'
import { addDays, weekdayOf } from '../../../core/time/wall-clock.ts'
import type { Formats } from '../../formats.ts'

/** What the quick editor offers; `other`: a rule that only a file or another program could have written. */
export type Repeat = 'none' | 'daily' | 'weekly' | 'monthly' | 'other'

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/** The RECUR values of a series that begins on `first`. */
export function rulesOf(repeat: Exclude<Repeat, 'none' | 'other'>, first: WallDate): string[] {
  switch (repeat) {
    case 'daily':
      return ['FREQ=DAILY']
    case 'weekly':
      return [`FREQ=WEEKLY;BYDAY=${DAYS[weekdayOf(first)] ?? 'MO'}`]
    case 'monthly':
      return [`FREQ=MONTHLY;BYMONTHDAY=${Number(first.slice(8, 10))}`]
  }
}

export function repeatOf(rules: readonly string[] | undefined, first: WallDate): Repeat {
  if (rules === undefined) return 'none'
  const kinds = ['daily', 'weekly', 'monthly'] as const
  const [rule] = rules
  if (rules.length !== 1 || rule === undefined) return 'other'
  if (rule === 'FREQ=WEEKLY') return 'weekly'
  return kinds.find((kind) => rulesOf(kind, first)[0] === rule) ?? 'other'
}

/** A rule in words as far as they go: how often, on which days, until when or how many times. */
export function ruleText(rule: string, formats: Formats, t: TFunction): string {
  const parts = new Map(rule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const frequency = frequencyText(parts.get('FREQ'), Number(parts.get('INTERVAL') ?? 1), t)
  const days = (parts.get('BYDAY') ?? '').split(',').flatMap((day) => dayName(day, formats))
  const until = parts.get('UNTIL')
  const list = new Intl.ListFormat(formats.locale, { type: 'conjunction' })
  return [
    frequency,
    days.length > 0 && t('repeat.on', { days: list.format(days) }),
    parts.has('COUNT') && t('repeat.times', { count: Number(parts.get('COUNT')) }),
    until !== undefined && t('repeat.until', { day: formats.dayMonth(wallDate(until)) }),
  ]
    .filter((part) => typeof part === 'string')
    .join(' ')
}

const FREQUENCIES = new Map([
  ['DAILY', 'repeat.everyDay'],
  ['WEEKLY', 'repeat.everyWeek'],
  ['MONTHLY', 'repeat.everyMonth'],
  ['YEARLY', 'repeat.everyYear'],
] as const)

function frequencyText(frequency: string | undefined, count: number, t: TFunction): string {
  const [, key] = [...FREQUENCIES].find(([name]) => name === frequency) ?? []
  return key ? t(key, { count }) : t('repeat.other')
}

function dayName(day: string, formats: Formats): string[] {
  const weekday = DAYS.findIndex((name) => name === day)
  return weekday === -1 ? [] : [formats.weekday(dateOnWeekday(weekday))]
}

// 4 January 1970 was a Sunday.
function dateOnWeekday(weekday: Weekday): WallDate {
  return addDays(wallDate('19700104'), weekday)
}

function wallDate(compact: string): WallDate {
  return WallDate.parse(`${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`)
}
