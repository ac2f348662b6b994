import { memo, useMemo } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { DayBar } from '../day-bar.tsx'
import { EventLine } from '../event-line.tsx'
import { EventListPopover } from '../event-list-popover.tsx'
import type { Bar } from '../time-grid/day-bars.ts'
import type { GridEvent } from '../time-grid/grid-model.ts'
import { MonthDay } from './month-day.tsx'
import type { MonthGridProps } from './month-grid.tsx'
import { DAY_HEAD, LINE_HEIGHT } from './use-line-room.ts'
import { type Line, weekLines } from './week-lines.ts'

type Props = Pick<MonthGridProps, 'month' | 'zone' | 'today' | 'draft' | 'onOpen' | 'onPickDay'> & {
  readonly dates: readonly WallDate[]
  readonly lines: readonly Line[]
  readonly room: number
}

export const MonthWeek = memo(function MonthWeek(props: Props) {
  const { dates, lines, room, zone, onOpen } = props
  const week = useMemo(() => weekLines(lines, dates, room), [lines, dates, room])
  return (
    <div className="relative flex min-h-0 flex-1 border-b border-line last:border-b-0">
      {dates.map((date) => (
        <MonthDay
          key={date}
          date={date}
          isToday={date === props.today}
          isOutside={!date.startsWith(props.month)}
          isDrafted={isDrafted(date, props.draft)}
          onPick={props.onPickDay}
        />
      ))}
      {week.bars.map((bar) => (
        <WeekEvent key={bar.item.event.key} bar={bar} zone={zone} />
      ))}
      {week.hidden.map((events, day) => {
        const date = dates[day]
        return date && events.length > 0 && <More key={date} {...{ date, day, events, zone, onOpen }} row={room - 1} />
      })}
    </div>
  )
})

function isDrafted(date: WallDate, draft: Props['draft']): boolean {
  return draft?.time.kind === 'all-day' && draft.time.firstDay <= date && date <= draft.time.lastDay
}

function WeekEvent({ bar, zone }: { readonly bar: Bar<Line>; readonly zone: Props['zone'] }) {
  const { event, wide } = bar.item
  const top = DAY_HEAD + bar.row * LINE_HEIGHT
  if (wide) return <DayBar event={event} bar={bar} columns={7} top={top} />
  return (
    <div
      className="absolute ps-1 pe-1.5"
      style={{ top, insetInlineStart: `${(bar.column / 7) * 100}%`, width: `${100 / 7}%` }}
    >
      <EventLine event={event} zone={zone} tabIndex={-1} />
    </div>
  )
}

type MoreProps = {
  readonly date: WallDate
  readonly day: number
  readonly events: readonly GridEvent[]
  readonly zone: Props['zone']
  readonly row: number
  readonly onOpen: Props['onOpen']
}

/** The rest of a day, behind its number. */
function More({ date, day, events, zone, row, onOpen }: MoreProps) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  return (
    <DialogTrigger>
      <Button
        data-no-create
        className="absolute h-5 truncate rounded px-1.5 text-start text-2xs font-medium text-ink-faint transition-colors hover:bg-hover"
        style={{
          top: DAY_HEAD + row * LINE_HEIGHT,
          insetInlineStart: `calc(${(day / 7) * 100}% + 4px)`,
          width: `calc(${100 / 7}% - 10px)`,
        }}
      >
        <span className="sr-only">{t('grid.moreOn', { count: events.length, day: formats.dayLong(date) })}</span>
        <span aria-hidden>{t('grid.more', { count: events.length })}</span>
      </Button>
      <EventListPopover events={events} zone={zone} title={formats.day(date)} onOpen={onOpen} />
    </DialogTrigger>
  )
}
