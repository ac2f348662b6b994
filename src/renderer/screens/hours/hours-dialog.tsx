import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../../core/model/schedule.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'
import { DayHours } from './day-hours.tsx'
import { faultOf, type WeeklyForm, weeklyForm, weeklyHoursOf } from './weekly-form.ts'

type Props = { readonly onClose: () => void }

/** When the member works, week for week. */
export function HoursDialog({ onClose }: Props) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const schedules = useQuery(desk.schedules.list.queryOptions())
  const schedule = schedules.data?.find((candidate) => candidate.member === session.member.id)
  if (schedule) return <HoursForm schedule={schedule} onClose={onClose} />
  return (
    <ModalDialog title={t('hours.title')} onClose={onClose}>
      {schedules.isPending ? (
        <div className="skeleton h-72" />
      ) : (
        <Notice kind="hint">{schedules.error ? refusalText(schedules.error, t) : t('hours.none')}</Notice>
      )}
    </ModalDialog>
  )
}

function HoursForm({ schedule, onClose }: Props & { readonly schedule: Schedule }) {
  const { t } = useTranslation()
  const { weekStart } = useDesk()
  const queries = useQueryClient()
  const [form, setForm] = useState<WeeklyForm>(() => weeklyForm(schedule))
  const save = useMutation({
    mutationFn: () => engine.schedules.setWeeklyHours({ id: schedule.id, weekly: weeklyHoursOf(form) }),
    onSuccess: async () => {
      toast({ kind: 'done', text: t('hours.saved') })
      onClose()
      await queries.invalidateQueries({ queryKey: desk.schedules.key() })
    },
  })
  const isFaulty = form.some((spans) => faultOf(spans) !== undefined)
  return (
    <ModalDialog
      title={t('hours.title')}
      description={t('hours.explain', { zone: schedule.zone.replaceAll('_', ' ') })}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="primary" isDisabled={isFaulty} isPending={save.isPending} onPress={() => save.mutate()}>
            {t('editor.save')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col divide-y divide-line-soft">
        {form.map((_, index) => {
          const day = (index + weekStart) % 7
          return (
            <DayHours
              key={day}
              day={day}
              spans={form[day] ?? []}
              onChange={(spans) => setForm(form.map((old, at) => (at === day ? spans : old)))}
            />
          )
        })}
      </ul>
      {save.error && <Notice kind="error">{refusalText(save.error, t)}</Notice>}
    </ModalDialog>
  )
}
