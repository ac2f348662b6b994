import type { Holiday } from '../model/holiday.ts'
import type { WallDates } from '../model/wall.ts'
import type { Workspace } from '../model/workspace.ts'
import { countryHolidays } from '../time/country-holidays.ts'
import { addDays } from '../time/wall-clock.ts'

/** On which of `dates` a workspace's country and the workspace itself are closed (S5), in order; both where both are. */
export async function holidaysOf(
  { holidayRegion, closures, locale }: Pick<Workspace, 'holidayRegion' | 'closures' | 'locale'>,
  dates: WallDates,
): Promise<Holiday[]> {
  const own = closures.flatMap((closure) => closedDates(closure, dates))
  if (holidayRegion === undefined) return own.sort(byDate)
  return [...(await countryHolidays(holidayRegion, dates, locale)), ...own].sort(byDate)
}

function closedDates({ from, until, name }: Workspace['closures'][number], dates: WallDates): Holiday[] {
  const closed: Holiday[] = []
  const last = until < dates.until ? until : dates.until
  for (let date = from > dates.from ? from : dates.from; date <= last; date = addDays(date, 1)) {
    closed.push({ date, name, source: 'workspace' })
  }
  return closed
}

function byDate(a: Holiday, b: Holiday): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0
}
