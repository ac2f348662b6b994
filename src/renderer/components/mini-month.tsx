import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../core/model/wall.ts'
import { useDesk } from '../desk-context.tsx'
import { IconButton } from './controls/icon-button.tsx'
import { DayTable, type DateSpanShown } from './day-table.tsx'
import { addMonths, firstOfMonth, monthWeeks } from './month-grid/month-weeks.ts'

type Props = {
  readonly value: WallDate
  readonly today: WallDate
  /** Dates that are on screen: tinted. */
  readonly shown?: DateSpanShown
  readonly onPick: (date: WallDate) => void
}

type Walk = { readonly from: WallDate; readonly at: WallDate; readonly focus: WallDate | undefined }

/** A month to pick a day from. */
export function MiniMonth({ value, today, shown, onPick }: Props) {
  const { t } = useTranslation()
  const { formats, weekStart } = useDesk()
  const [walk, setWalk] = useState<Walk>()
  // Where the person leafed to counts until the value goes elsewhere.
  const current = walk?.from === value ? walk : undefined
  const month = firstOfMonth(current?.at ?? value)
  const leaf = (months: number): void => setWalk({ from: value, at: addMonths(month, months), focus: undefined })
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center ps-1.5">
        <h2 aria-live="polite" className="flex-1 truncate text-sm font-semibold">
          {formats.month(month)}
        </h2>
        <IconButton icon={ChevronLeft} label={t('date.previousMonth')} onPress={() => leaf(-1)} />
        <IconButton icon={ChevronRight} label={t('date.nextMonth')} onPress={() => leaf(1)} />
      </div>
      <DayTable
        {...{ value, today, shown, onPick }}
        month={month.slice(0, 7)}
        weeks={monthWeeks(month, weekStart)}
        focus={current?.focus}
        onWalk={(date) => setWalk({ from: value, at: date, focus: date })}
      />
    </div>
  )
}
