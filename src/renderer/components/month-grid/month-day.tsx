import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'

type Props = {
  readonly date: WallDate
  readonly isToday: boolean
  readonly isOutside: boolean
  readonly isDrafted: boolean
  readonly onPick: (date: WallDate) => void
}

export function MonthDay({ date, isToday, isOutside, isDrafted, onPick }: Props) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const label = formats.dayLong(date)
  const isFirst = date.endsWith('-01')
  const number = isToday
    ? 'bg-accent text-on-accent font-semibold'
    : isOutside
      ? 'text-ink-faint'
      : 'text-ink font-medium'
  return (
    <div
      data-date={date}
      className={`min-w-0 flex-1 border-e border-line last:border-e-0 data-aimed:bg-accent-soft ${isDrafted ? 'bg-accent-soft' : isOutside ? 'bg-shade' : ''}`}
    >
      <Button
        data-no-create
        onPress={() => onPick(date)}
        aria-current={isToday ? 'date' : undefined}
        className={`m-1 flex h-5.5 min-w-5.5 items-center justify-center rounded-md px-1 text-xs tabular-nums transition-colors ${number} ${isToday ? '' : 'hover:bg-hover'}`}
      >
        <span className="sr-only">{isToday ? t('grid.today', { day: label }) : label}</span>
        <span aria-hidden>{isFirst ? formats.dayMonth(date) : formats.dayNumber(date)}</span>
      </Button>
    </div>
  )
}
