import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { FIELD_ERROR } from '../../components/controls/field.ts'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { BreakDates } from './break-dates.tsx'
import { RangeList } from './range-list.tsx'
import { breakFault, type BreakForm } from './schedule-form.ts'

type Props = {
  readonly value: BreakForm
  readonly onChange: (value: BreakForm) => void
  readonly onRemove: () => void
}

export function BreakCard({ value, onChange, onRemove }: Props) {
  const { t } = useTranslation()
  const fault = breakFault(value)
  const name = value.name.trim() || t('hours.breaks.name')
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line p-3.5">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('hours.breaks.label')}
            value={value.name}
            maxLength={200}
            onChange={(text) => onChange({ ...value, name: text })}
            error={fault === 'unnamed' ? t('hours.breaks.unnamed') : undefined}
          />
        </div>
        <IconButton icon={Trash2} label={t('hours.breaks.remove', { name })} onPress={onRemove} className="mb-0.5" />
      </div>
      <BreakDates value={value.dates} name={name} onChange={(dates) => onChange({ ...value, dates })} />
      <RangeList
        name={name}
        spans={value.spans}
        none={t('hours.breaks.noTime')}
        onChange={(spans) => onChange({ ...value, spans: spans.length === 0 ? value.spans : spans })}
      />
      {(fault === 'neverOn' || fault === 'noTime') && (
        <p role="alert" className={FIELD_ERROR}>
          {t(`hours.breaks.${fault}`)}
        </p>
      )}
    </li>
  )
}
