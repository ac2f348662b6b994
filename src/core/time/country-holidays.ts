import type Holidays from 'date-holidays'
import type { Holiday } from '../model/holiday.ts'
import { DAY } from '../model/instant.ts'
import { WallDate, type WallDates } from '../model/wall.ts'
import type { HolidayRegion } from '../model/workspace.ts'
import { addDays } from './wall-clock.ts'

/**
 * The dates on which a region's public holidays close it, in order; days taken in place of a weekend's are among them, holidays of
 * half a day are not. `locale` chooses the names, the country's own where it has none. Of a region that is not known, none.
 * The library takes 100 ms and 40 MB when it is loaded: that is done at the first question, not before.
 */
export async function countryHolidays(
  region: HolidayRegion,
  { from, until }: WallDates,
  locale?: string,
): Promise<Holiday[]> {
  const calendar = await calendarOf(region, locale)
  const found: Holiday[] = []
  // A holiday of several days may begin in the year before.
  for (let year = clamped(yearOf(from) - 1); year <= clamped(yearOf(until)); year++) {
    found.push(...calendar.inYear(year).filter(({ date }) => date >= from && date <= until))
  }
  return found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

// The library's lunar calendars are tables of about these years.
const FIRST_YEAR = 1_970
const LAST_YEAR = 2_100

function yearOf(date: WallDate): number {
  return Number(date.slice(0, 4))
}

function clamped(year: number): number {
  return Math.min(Math.max(year, FIRST_YEAR), LAST_YEAR)
}

type RegionCalendar = { inYear(year: number): readonly Holiday[] }

const MOST_REGIONS = 50
// By region and language, in the order of their last use.
const calendars = new Map<string, RegionCalendar>()

async function calendarOf({ country, state }: HolidayRegion, locale: string | undefined): Promise<RegionCalendar> {
  const language = locale?.split('-')[0]?.toLowerCase()
  const key = `${country}.${state ?? ''}.${language ?? ''}`
  const { default: Library } = await import('date-holidays')
  const known = calendars.get(key)
  const calendar = known ?? regionCalendar(libraryFor(Library, { country, state }), language)
  calendars.delete(key)
  calendars.set(key, calendar)
  const [oldest] = calendars.keys()
  if (calendars.size > MOST_REGIONS && oldest !== undefined) calendars.delete(oldest)
  return calendar
}

function libraryFor(Library: typeof Holidays, { country, state }: HolidayRegion): Holidays {
  const types: ['public'] = ['public']
  return state === undefined ? new Library(country, { types }) : new Library(country, state, { types })
}

function regionCalendar(library: Holidays, language: string | undefined): RegionCalendar {
  const years = new Map<number, readonly Holiday[]>()
  return {
    inYear: (year) => {
      const known = years.get(year) ?? library.getHolidays(year, language).flatMap(datesOf)
      years.set(year, known)
      return known
    },
  }
}

type Found = ReturnType<Holidays['getHolidays']>[number]

/** Every whole date of it. `date` is the region's wall; the instants beside it are the process's own reading and say lengths only. */
function datesOf({ date, start, end, name, type }: Found): Holiday[] {
  const [first, time] = date.split(' ')
  if (type !== 'public' || time !== '00:00:00') return []
  // A change of the clock may take an hour off; one that ends at noon (3.75 days from the sunset before) closes three.
  const days = Math.floor((end.getTime() - start.getTime()) / DAY + 0.1)
  return Array.from({ length: days }, (_, at) => ({
    date: addDays(WallDate.parse(first), at),
    name: name.slice(0, 200),
    source: 'country',
  }))
}
