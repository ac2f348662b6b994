import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { WallDate } from '../../../core/model/wall.ts'
import type { GridColumn } from '../../components/time-grid/grid-model.ts'
import { openSpans } from '../../components/time-grid/open-spans.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'

/** One column a date, shaded by the member's own schedule. */
export function useColumns(dates: readonly WallDate[]): readonly GridColumn[] {
  const { session, zone } = useDesk()
  const schedules = useQuery(desk.schedules.list.queryOptions()).data
  const schedule = schedules?.find((candidate) => candidate.member === session.member.id)
  const days = dates.join(' ')
  return useMemo(
    () =>
      dates.map((date) => ({
        key: date,
        date,
        zone,
        open: schedule && openSpans(schedule, { date, zone }),
      })),
    // oxlint-disable-next-line react/exhaustive-deps -- `days` is `dates` by value
    [days, zone, schedule],
  )
}
