import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import type { AppointmentId } from '../../../core/model/ids.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import type { Words } from './reason-text.ts'

/** What reasons about `date` are put into words with. */
export function useWords(date: WallDate): Words {
  const { t } = useTranslation()
  const { session, formats, zone } = useDesk()
  const queries = useQueryClient()
  const members = useQuery(desk.members.list.queryOptions()).data ?? []
  // What takes the time stands in the calendar beside, mostly: nothing is asked for its title's sake.
  const titleOf = (id: AppointmentId): string | undefined =>
    queries
      .getQueriesData<Occurrence[]>({ queryKey: desk.appointments.within.key() })
      .flatMap(([, shown]) => shown ?? [])
      .find((occurrence) => occurrence.appointment === id && occurrence.title !== '')?.title
  return {
    t,
    formats,
    zone,
    date,
    nameOf: (id) => {
      const name = members.find((member) => member.id === id)?.name
      return id === session.member.id ? undefined : (name ?? t('reason.somebody'))
    },
    titleOf,
  }
}
