import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Occurrence, Scope } from '../../../core/contract/desk.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'
import { occurrenceKey } from './event-of.ts'

export type Move = { readonly occurrence: Occurrence; readonly time: AppointmentTime; readonly scope: Scope }
export type Ending = { readonly occurrence: Occurrence; readonly scope: Scope; readonly reason?: string }

/** What is done to an appointment outside of an editor. A refusal is told in a toast, and the screen goes back to what is true. */
export function useAppointmentActions() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: desk.appointments.key() })
  const onError = (error: unknown): void => toast({ kind: 'failed', text: refusalText(error, t) })

  const move = useMutation({
    mutationFn: ({ occurrence, time, scope }: Move) =>
      engine.appointments.move({ id: occurrence.appointment, scope, original: occurrence.original, time }),
    // It stays where it was dropped while the engine writes.
    onMutate: async ({ occurrence, time, scope }) => {
      await queries.cancelQueries({ queryKey: desk.appointments.within.key() })
      if (scope.kind === 'one' || !occurrence.recurring) putTime(occurrence, time)
    },
    onError,
    onSettled: refresh,
  })

  const putTime = (occurrence: Occurrence, time: AppointmentTime): void => {
    const key = occurrenceKey(occurrence)
    queries.setQueriesData<Occurrence[]>({ queryKey: desk.appointments.within.key() }, (all) =>
      all?.map((other) => (occurrenceKey(other) === key ? { ...other, time } : other)),
    )
  }

  const restore = useMutation({
    mutationFn: (occurrence: Occurrence) => engine.appointments.restore({ id: occurrence.appointment }),
    onError,
    onSettled: refresh,
  })

  const remove = useMutation({
    mutationFn: ({ occurrence, scope }: Ending) => engine.appointments.remove({ id: occurrence.appointment, scope }),
    onError,
    onSuccess: (_answer, { occurrence, scope }) => {
      const undo = { name: t('event.undo'), run: () => restore.mutate(occurrence) }
      // One occurrence that was taken out of a series is no entry of its own that could be restored.
      toast({ kind: 'done', text: t('event.removed'), ...(scope.kind === 'all' && { action: undo }) })
    },
    onSettled: refresh,
  })

  const cancel = useMutation({
    mutationFn: ({ occurrence, scope, reason }: Ending) =>
      engine.appointments.cancel({ id: occurrence.appointment, scope, reason }),
    onError,
    onSuccess: () => toast({ kind: 'done', text: t('event.nowCancelled') }),
    onSettled: refresh,
  })

  return { move, remove, cancel }
}
