import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { CalendarForm, type CalendarLook } from './calendar-form.tsx'

export function NewCalendar({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (look: CalendarLook) => engine.calendars.create(look),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: desk.calendars.key() })
      onClose()
    },
  })
  return (
    <CalendarForm
      title={t('calendars.new')}
      action={t('calendars.create')}
      error={create.error ? refusalText(create.error, t) : undefined}
      isSaving={create.isPending}
      onSave={(look) => create.mutate(look)}
      onClose={onClose}
    />
  )
}
