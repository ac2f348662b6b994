import { useTranslation } from 'react-i18next'
import { ClockField } from '../../components/controls/clock-field.tsx'
import { DateField } from '../../components/controls/date-field.tsx'
import { type TimeFields, withStart } from './time-fields.ts'

type Props = {
  readonly value: TimeFields
  /** The end lies before the start: its date is shown, so that it can be another one. */
  readonly isInverted: boolean
  readonly onChange: (value: TimeFields) => void
}

/** When it starts and ends. The end keeps its distance when the start moves. */
export function TimeRow({ value, isInverted, onChange }: Props) {
  const { t } = useTranslation()
  const { allDay, firstDay, lastDay, start, end } = value
  const endDate = (
    <DateField label={t('editor.lastDay')} value={lastDay} onChange={(day) => onChange({ ...value, lastDay: day })} />
  )
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <DateField
        label={t('editor.firstDay')}
        value={firstDay}
        onChange={(day) => onChange(withStart(value, day, start))}
      />
      {!allDay && (
        <ClockField
          label={t('editor.start')}
          value={start}
          onChange={(minutes) => onChange(withStart(value, firstDay, minutes))}
        />
      )}
      <span aria-hidden className="text-ink-faint">
        –
      </span>
      {!allDay && (
        <ClockField
          label={t('editor.end')}
          value={end}
          from={firstDay === lastDay ? Math.min(start + 15, 1_440) : 0}
          untilMidnight
          onChange={(minutes) => onChange({ ...value, end: minutes })}
        />
      )}
      {(allDay || firstDay !== lastDay || isInverted) && endDate}
    </div>
  )
}
