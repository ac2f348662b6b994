import type { Instant } from '../../src/core/model/instant.ts'
import { DAY } from '../../src/core/model/instant.ts'
import type { WallDate, Weekday, ZoneName } from '../../src/core/model/wall.ts'

/** How moments are written for people. */
export type TimeLabels = {
  /** `Monday 23 November 2026` */
  date(at: Instant): string
  /** `09:00` */
  time(at: Instant): string
  /** `GMT+1` */
  offset(at: Instant): string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  // A visitor chooses the zone: the memory this takes must not be theirs to choose as well.
  if (formats.size >= 2_000) formats.clear()
  formats.set(key, made)
  return made
}

const TO_12 = { hour: 'numeric', hourCycle: 'h12' } as const
const TO_24 = { hour: '2-digit', hourCycle: 'h23' } as const
const LONG = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

/** Hours to 12 with am and pm, or to 24. */
export type Clock = '12' | '24'

/** What is usual where the locale is spoken. */
export function usualClock(locale: string): Clock {
  const { hourCycle } = format(locale, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === 'h11' || hourCycle === 'h12' ? '12' : '24'
}

export function timeLabels(locale: string, zone: ZoneName, clock: Clock = usualClock(locale)): TimeLabels {
  const date = format(locale, { ...LONG, timeZone: zone })
  const hours = clock === '12' ? TO_12 : TO_24
  const time = format(locale, { ...hours, minute: '2-digit', timeZone: zone })
  const offset = format(locale, { timeZoneName: 'shortOffset', timeZone: zone })
  return {
    date: (at) => date.format(at),
    time: (at) => time.format(at),
    offset: (at) => offset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '',
  }
}

/** One label for each start of a day, all different: where a clock is put back, the two equal readings carry their offset (S3). */
export function distinctTimes(starts: readonly Instant[], labels: TimeLabels): string[] {
  const times = starts.map((start) => labels.time(start))
  return starts.map((start, index) => {
    const time = labels.time(start)
    const twin = times.some((other, at) => at !== index && other === time)
    return twin ? `${time} (${labels.offset(start)})` : time
  })
}

/** A calendar day for people, in whichever zone it is meant. `month`: `November 2026`; `day`: `Monday 23 November`. */
export function dateLabel(date: WallDate, locale: string, style: 'month' | 'day'): string {
  const options = style === 'month' ? MONTH : DAY_OF_YEAR
  return format(locale, { ...options, timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`))
}

const MONTH = { month: 'long', year: 'numeric' } as const
const DAY_OF_YEAR = { weekday: 'long', day: 'numeric', month: 'long' } as const

/** The locale for dates: the workspace's own where it speaks the language of the texts, so that days and words agree. */
export function dateLocale(workspaceLocale: string, language: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(workspaceLocale)
    return canonical !== undefined && canonical.split('-')[0] === language ? canonical : language
  } catch {
    return language
  }
}

export function weekdayLabel(day: Weekday, locale: string, style: 'short' | 'long'): string {
  // 4 January 1970 was a Sunday.
  return format(locale, { weekday: style, timeZone: 'UTC' }).format((3 + day) * DAY)
}
