import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import type { GridColumn } from './grid-model.ts'

type Props = {
  readonly columns: readonly GridColumn[]
  readonly today: WallDate
  readonly onPick: (date: WallDate) => void
}

/** The dates above the columns; a press shows that day alone. */
export function ColumnHeads({ columns, today, onPick }: Props) {
  return columns.map((column) => (
    <div key={column.key} className="flex min-w-0 flex-1 justify-center py-1">
      <Head column={column} isToday={column.date === today} onPick={onPick} />
    </div>
  ))
}

type HeadProps = { readonly column: GridColumn; readonly isToday: boolean; readonly onPick: Props['onPick'] }

function Head({ column, isToday, onPick }: HeadProps) {
  const { formats } = useDesk()
  const { t } = useTranslation()
  const label = formats.dayLong(column.date)
  return (
    <Button
      onPress={() => onPick(column.date)}
      aria-current={isToday ? 'date' : undefined}
      className="flex items-center gap-1.5 rounded-md px-2 py-1 text-xs text-ink-faint transition-colors hover:bg-hover"
    >
      <span className="sr-only">{isToday ? t('grid.today', { day: label }) : label}</span>
      <span aria-hidden>{formats.weekday(column.date)}</span>
      <span
        aria-hidden
        className={
          isToday
            ? 'flex h-6 min-w-6 items-center justify-center rounded-md bg-accent px-1 text-sm font-semibold text-on-accent tabular-nums'
            : 'flex h-6 items-center text-sm font-medium text-ink tabular-nums'
        }
      >
        {formats.dayNumber(column.date)}
      </span>
    </Button>
  )
}
