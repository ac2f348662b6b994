import { ok, refuse, type Result } from '../model/result.ts'
import type { Workspace } from '../model/workspace.ts'
import { isHolidayRegion } from '../time/holiday-regions.ts'

/** When a workspace is closed, or what is wrong with it: a region whose holidays nobody knows, a closure that holds no date. */
export async function checkedHolidays<T extends Pick<Workspace, 'holidayRegion' | 'closures'>>(
  holidays: T,
): Promise<Result<T, 'invalid-input' | 'end-before-start'>> {
  const { holidayRegion, closures } = holidays
  const backwards = closures.find(({ from, until }) => until < from)
  if (backwards !== undefined) return refuse('end-before-start', { name: backwards.name })
  const known = holidayRegion === undefined || (await isHolidayRegion(holidayRegion))
  return known ? ok(holidays) : refuse('invalid-input', { fields: ['holidayRegion'] })
}
