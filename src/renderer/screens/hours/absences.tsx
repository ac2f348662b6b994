import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Absence } from '../../../core/model/absence.ts'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { useToday } from '../../use-now.ts'
import { absenceDates, shownTime } from './absence-form.ts'
import { NewAbsence } from './new-absence.tsx'

/** When one is away, from today on, and what is to be added. Each change holds at once. */
export function Absences() {
  const { t } = useTranslation()
  const { session, zone } = useDesk()
  const today = useToday(zone)
  const absences = useQuery(desk.absences.list.queryOptions({ input: { members: [session.member.id] } }))
  const own = (absences.data ?? [])
    .filter((absence) => absenceDates(absence, zone).last >= today)
    .sort((a, b) => (absenceDates(a, zone).first < absenceDates(b, zone).first ? -1 : 1))
  return (
    <div className="flex flex-col gap-4">
      {absences.isPending && <div className="skeleton h-16" />}
      {absences.error && <Notice kind="error">{refusalText(absences.error, t)}</Notice>}
      {absences.isSuccess && own.length === 0 && <Notice kind="hint">{t('hours.absences.none')}</Notice>}
      {own.length > 0 && (
        <ul aria-label={t('hours.tab.absences')} className="flex flex-col divide-y divide-line-soft">
          {own.map((absence) => (
            <Row key={absence.id} absence={absence} />
          ))}
        </ul>
      )}
      <NewAbsence />
    </div>
  )
}

function Row({ absence }: { readonly absence: Absence }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const queries = useQueryClient()
  const members = useQuery(desk.members.list.queryOptions()).data ?? []
  const delegate = members.find(({ id }) => id === absence.delegate)?.name
  const time = formats.appointment(shownTime(absence, zone), zone)
  const remove = useMutation({
    mutationFn: () => engine.absences.remove({ member: absence.member, id: absence.id }),
    onSettled: () => queries.invalidateQueries({ queryKey: desk.absences.key() }),
  })
  return (
    <li className="flex flex-col gap-1.5 py-2">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium">{time}</p>
          <p className="text-xs text-ink-faint">
            {t(`hours.absences.reasons.${absence.reason}`)}
            {delegate !== undefined && ` · ${t('hours.absences.delegateIs', { name: delegate })}`}
          </p>
        </div>
        <IconButton
          icon={Trash2}
          label={t('hours.absences.remove', { time })}
          isDisabled={remove.isPending}
          onPress={() => remove.mutate()}
        />
      </div>
      {remove.error && <Notice kind="error">{refusalText(remove.error, t)}</Notice>}
    </li>
  )
}
