import { useTranslation } from 'react-i18next'
import { SelectField } from '../../components/controls/select-field.tsx'
import type { AppointmentForm } from './appointment-form.ts'
import type { EditorProps } from './editor-popover.tsx'

type Props = Pick<EditorProps, 'form' | 'existing'> & { readonly onChange: (change: Partial<AppointmentForm>) => void }

export function RepeatSelect({ form, existing, onChange }: Props) {
  const { t } = useTranslation()
  // A series that is there stays one; what it follows may change.
  const kinds = existing ? (['daily', 'weekly', 'monthly'] as const) : (['none', 'daily', 'weekly', 'monthly'] as const)
  const options = [...kinds, ...(form.repeat === 'other' ? (['other'] as const) : [])]
  return (
    <SelectField
      bare
      label={t('editor.repeat')}
      options={options.map((id) => ({ id, name: t(`repeat.${id}`) }))}
      value={form.repeat}
      onChange={(repeat) => onChange({ repeat })}
    />
  )
}
