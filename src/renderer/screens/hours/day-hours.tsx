import { useTranslation } from 'react-i18next'
import { WallDate, type Weekday } from '../../../core/model/wall.ts'
import { addDays } from '../../../core/time/wall-clock.ts'
import { CheckBox } from '../../components/controls/check-box.tsx'
import type { MinuteSpan } from '../../components/time-grid/grid-model.ts'
import { useDesk } from '../../desk-context.tsx'
import { RangeList } from './range-list.tsx'
import { nextSpan } from './weekly-form.ts'

type Props = {
  readonly day: Weekday
  readonly spans: readonly MinuteSpan[]
  readonly onChange: (spans: readonly MinuteSpan[]) => void
}

const SUNDAY = WallDate.parse('1970-01-04')

/** The working hours of one weekday. */
export function DayHours({ day, spans, onChange }: Props) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const name = formats.weekdayLong(addDays(SUNDAY, day))
  const next = nextSpan(spans)
  return (
    <li className="flex gap-3 py-2">
      <CheckBox
        isSelected={spans.length > 0}
        onChange={(open) => onChange(open && next ? [next] : [])}
        className="h-8 w-32 shrink-0"
      >
        {name}
      </CheckBox>
      <RangeList name={name} spans={spans} none={t('hours.closed')} onChange={onChange} />
    </li>
  )
}
