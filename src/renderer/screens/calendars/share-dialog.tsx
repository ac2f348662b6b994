import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CalendarView } from '../../../core/contract/desk.ts'
import { Permission } from '../../../core/model/calendar.ts'
import type { CalendarId } from '../../../core/model/ids.ts'
import type { Member } from '../../../core/model/member.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { SelectField } from '../../components/controls/select-field.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'

type Props = { readonly id: CalendarId; readonly onClose: () => void }

/** Who else may see a calendar, and how much of it. Each choice holds at once. */
export function ShareDialog({ id, onClose }: Props) {
  const { t } = useTranslation()
  const view = useQuery(desk.calendars.list.queryOptions()).data?.find((candidate) => candidate.calendar.id === id)
  const members = useQuery(desk.members.list.queryOptions())
  if (!view) return null
  const others = (members.data ?? []).filter((member) => !member.ended && member.id !== view.calendar.owner)
  return (
    <ModalDialog
      title={t('share.title', { name: view.calendar.name })}
      description={t('share.explain')}
      onClose={onClose}
      footer={
        <Button look="primary" onPress={onClose}>
          {t('dialog.done')}
        </Button>
      }
    >
      {members.isSuccess && others.length === 0 && <Notice kind="hint">{t('share.nobody')}</Notice>}
      <ul className="flex flex-col gap-1">
        {others.map((member) => (
          <MemberShare key={member.id} member={member} view={view} />
        ))}
      </ul>
    </ModalDialog>
  )
}

const NONE = 'none'
const CHOICES = [NONE, ...Permission.options] as const
type Choice = (typeof CHOICES)[number]

function MemberShare({ member, view }: { readonly member: Member; readonly view: CalendarView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const current: Choice = view.shares.find((share) => share.member === member.id)?.permission ?? NONE
  const share = useMutation({
    mutationFn: (choice: Choice) =>
      engine.calendars.share({
        calendar: view.calendar.id,
        member: member.id,
        ...(choice !== NONE && { permission: choice }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: desk.calendars.key() }),
  })
  return (
    <li className="flex flex-col gap-1.5 py-1">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{member.name}</p>
          <p className="truncate text-xs text-ink-faint">{t(`role.${member.role}`)}</p>
        </div>
        <SelectField
          bare
          label={t('share.permissionOf', { name: member.name })}
          className="w-44"
          options={CHOICES.map((id) => ({ id, name: t(`permission.${id}`), detail: t(`permission.${id}Means`) }))}
          // What was chosen is shown while the engine writes; a refusal brings back what is true.
          value={share.isPending ? share.variables : current}
          onChange={(choice) => share.mutate(choice)}
        />
      </div>
      {share.error && <Notice kind="error">{refusalText(share.error, t)}</Notice>}
    </li>
  )
}
