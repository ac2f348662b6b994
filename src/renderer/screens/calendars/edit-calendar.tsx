import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CalendarId } from '../../../core/model/ids.ts'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { CalendarForm, type CalendarLook } from './calendar-form.tsx'

type Props = { readonly id: CalendarId; readonly onClose: () => void }

export function EditCalendar({ id, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const calendar = useQuery(desk.calendars.list.queryOptions()).data?.find((view) => view.calendar.id === id)?.calendar
  const edit = useMutation({
    mutationFn: (look: CalendarLook) => engine.calendars.edit({ id, ...look }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: desk.calendars.key() })
      onClose()
    },
  })
  if (!calendar) return null
  return (
    <CalendarForm
      title={t('calendars.edit')}
      action={t('editor.save')}
      start={{ name: calendar.name, colour: calendar.colour }}
      error={edit.error ? refusalText(edit.error, t) : undefined}
      isSaving={edit.isPending}
      onSave={(look) => edit.mutate(look)}
      onClose={onClose}
    />
  )
}
