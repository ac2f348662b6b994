import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { WallDate } from '../../../core/model/wall.ts'
import { addDays, startOfDay } from '../../../core/time/wall-clock.ts'
import type { GridColumn } from '../../components/time-grid/grid-model.ts'
import { openSpans } from '../../components/time-grid/open-spans.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { useToday } from '../../use-now.ts'

/** One column a date, shaded where the member has no hours. */
export function useColumns(dates: readonly WallDate[]): readonly GridColumn[] {
  const { session, zone } = useDesk()
  const today = useToday(zone)
  const [first = today, last = today] = [dates[0], dates.at(-1)]
  const span = { start: startOfDay(first, zone), end: startOfDay(addDays(last, 1), zone) }
  const hours = useQuery({
    ...desk.schedules.hours.queryOptions({ input: { member: session.member.id, span } }),
    placeholderData: keepPreviousData,
  }).data
  const days = dates.join(' ')
  return useMemo(
    () =>
      dates.map((date) => ({
        key: date,
        date,
        zone,
        open: hours?.known === true ? openSpans(hours.hours, { date, zone }) : undefined,
      })),
    // oxlint-disable-next-line react/exhaustive-deps -- `days` is `dates` by value
    [days, zone, hours],
  )
}
