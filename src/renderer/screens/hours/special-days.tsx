import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../../core/model/wall.ts'
import { addDays } from '../../../core/time/wall-clock.ts'
import { Button } from '../../components/controls/button.tsx'
import { CheckBox } from '../../components/controls/check-box.tsx'
import { DateField } from '../../components/controls/date-field.tsx'
import { FIELD_ERROR } from '../../components/controls/field.ts'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useToday } from '../../use-now.ts'
import { RangeList } from './range-list.tsx'
import { dayFault, type SpecialDay } from './schedule-form.ts'
import { nextSpan } from './weekly-form.ts'

type Props = { readonly value: readonly SpecialDay[]; readonly onChange: (days: readonly SpecialDay[]) => void }

/** Single days with hours of their own, or none, in place of the usual ones. */
export function SpecialDays({ value, onChange }: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const today = useToday(zone)
  return (
    <div className="flex flex-col gap-3">
      {value.length === 0 && <Notice kind="hint">{t('hours.days.none')}</Notice>}
      <ul className="flex flex-col divide-y divide-line-soft">
        {value.map((day, at) => (
          <Day
            // oxlint-disable-next-line react/no-array-index-key -- its date is what is being edited
            key={at}
            value={day}
            isTwice={dayFault(day, value) === 'twice'}
            onChange={(changed) => onChange(value.map((old, index) => (index === at ? changed : old)))}
            onRemove={() => onChange(value.filter((_, index) => index !== at))}
          />
        ))}
      </ul>
      <div>
        <Button onPress={() => onChange([...value, { date: freeDate(value, today), spans: [] }])}>
          <Plus size={14} aria-hidden />
          {t('hours.days.add')}
        </Button>
      </div>
    </div>
  )
}

/** The first day after today that has nothing of its own yet. */
function freeDate(days: readonly SpecialDay[], today: WallDate): WallDate {
  const taken = new Set(days.map(({ date }) => date))
  let date = addDays(today, 1)
  while (taken.has(date)) date = addDays(date, 1)
  return date
}

type DayProps = {
  readonly value: SpecialDay
  readonly isTwice: boolean
  readonly onChange: (day: SpecialDay) => void
  readonly onRemove: () => void
}

function Day({ value: { date, spans }, isTwice, onChange, onRemove }: DayProps) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const name = formats.day(date)
  const next = nextSpan(spans)
  return (
    <li className="flex flex-wrap gap-3 py-2.5">
      <div className="flex w-36 shrink-0 flex-col items-start gap-1">
        <DateField label={t('links.day')} value={date} onChange={(picked) => onChange({ date: picked, spans })} />
        <CheckBox
          aria-label={t('hours.days.openOn', { day: name })}
          isSelected={spans.length > 0}
          onChange={(open) => onChange({ date, spans: open && next ? [next] : [] })}
        >
          {t('hours.days.open')}
        </CheckBox>
        {isTwice && (
          <p role="alert" className={FIELD_ERROR}>
            {t('hours.days.twice')}
          </p>
        )}
      </div>
      <RangeList
        name={name}
        spans={spans}
        none={t('hours.days.closed')}
        onChange={(changed) => onChange({ date, spans: changed })}
      />
      <IconButton icon={Trash2} label={t('hours.days.remove', { day: name })} onPress={onRemove} />
    </li>
  )
}
