import { useTranslation } from 'react-i18next'
import type { CalendarView } from '../../../core/contract/desk.ts'
import type { CalendarId } from '../../../core/model/ids.ts'
import { Notice } from '../../components/controls/notice.tsx'
import { type Option, SelectField } from '../../components/controls/select-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { isWritable, useCalendars } from '../calendars/use-calendars.ts'

type Props = {
  readonly value: CalendarId | undefined
  /** A booking stays in its calendar. */
  readonly isFixed: boolean
  readonly onChange: (calendar: CalendarId) => void
}

/** The calendars one may write to. */
export function CalendarSelect({ value, isFixed, onChange }: Props) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const calendars = useCalendars()
  const views = calendars.views.filter((view) => isFixed || isWritable(view))
  if (!calendars.isPending && views.length === 0) return <Notice kind="hint">{t('editor.noCalendar')}</Notice>
  const option = ({ calendar, ownerName }: CalendarView): Option<CalendarId> => {
    const plain = { id: calendar.id, name: calendar.name, colour: calendar.colour }
    return calendar.owner === session.member.id ? plain : { ...plain, detail: ownerName }
  }
  return (
    <SelectField
      bare
      label={t('editor.calendar')}
      options={views.map(option)}
      value={value}
      onChange={onChange}
      isDisabled={isFixed}
    />
  )
}
