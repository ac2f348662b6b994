import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { HoursForm } from './hours-form.tsx'

type Props = { readonly onClose: () => void }

/** When the member works, and when not. */
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
