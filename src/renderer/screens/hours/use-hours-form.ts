import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Affected } from '../../../core/contract/availability.ts'
import type { Schedule } from '../../../core/model/schedule.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { toast } from '../../toasts.ts'
import { useToday } from '../../use-now.ts'
import { editedSchedule, faultyParts, type Part, type ScheduleForm, scheduleForm } from './schedule-form.ts'

export type HoursForm = {
  readonly form: ScheduleForm
  readonly change: (edit: Partial<ScheduleForm>) => void
  readonly faulty: readonly Part[]
  /** C12: what is booked and would lie outside, once that was asked about the form as it is. */
  readonly affected: readonly Affected[]
  /** Saves; where something is affected, at the second time. */
  readonly submit: () => void
  readonly isPending: boolean
  readonly error: unknown
}

export function useHoursForm(schedule: Schedule, onSaved: () => void): HoursForm {
  const { zone } = useDesk()
  const today = useToday(zone)
  const [form, setForm] = useState(() => scheduleForm(schedule, today))
  const check = useMutation({ mutationFn: (edited: Schedule) => engine.schedules.impact({ schedule: edited }) })
  const save = useSaving(onSaved)
  const affected = check.data ?? []
  return {
    form,
    change: (edit) => {
      check.reset()
      setForm({ ...form, ...edit })
    },
    faulty: faultyParts(form),
    affected,
    submit: () => {
      const edited = editedSchedule(schedule, form)
      if (affected.length > 0) save.mutate(edited)
      else check.mutate(edited, { onSuccess: (found) => found.length === 0 && save.mutate(edited) })
    },
    isPending: check.isPending || save.isPending,
    error: check.error ?? save.error,
  }
}

function useSaving(onSaved: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (schedule: Schedule) => engine.schedules.put({ schedule }),
    onSuccess: async () => {
      toast({ kind: 'done', text: t('hours.saved') })
      onSaved()
      await queries.invalidateQueries({ queryKey: desk.schedules.key() })
    },
  })
}
