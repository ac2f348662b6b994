import { z } from 'zod'
import { WallDate } from '../../../core/model/wall.ts'
import type { Weekday } from '../../../core/model/wall.ts'
import { addDays } from '../../../core/time/wall-clock.ts'
import { addMonths, monthWeeks, weekOf } from '../../components/month-grid/month-weeks.ts'

export const View = z.enum(['day', 'week', 'month'])
export type View = z.infer<typeof View>

/** What an address names: a view, and the date it is about. */
export const Place = z.object({ view: View, date: WallDate })
export type Place = z.infer<typeof Place>

/** The dates that a view shows. */
export function datesOf({ view, date }: Place, weekStart: Weekday): WallDate[] {
  switch (view) {
    case 'day':
      return [date]
    case 'week':
      return weekOf(date, weekStart)
    case 'month':
      return monthWeeks(date, weekStart).flat()
  }
}

/** The place one page before or after. */
export function pageOf({ view, date }: Place, pages: 1 | -1): Place {
  switch (view) {
    case 'day':
      return { view, date: addDays(date, pages) }
    case 'week':
      return { view, date: addDays(date, 7 * pages) }
    case 'month':
      return { view, date: addMonths(date, pages) }
  }
}
