import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../../core/model/wall.ts'
import { DayBar } from '../day-bar.tsx'
import { pressDay } from '../press-day.ts'
import { type Bar, datesOf, type DateSpan, layoutBars } from './day-bars.ts'
import type { Draft } from './draft.ts'
import type { GridColumn, GridEvent } from './grid-model.ts'
import { FoldButton, HiddenCounts } from './fold-button.tsx'
import { GUTTER_WIDTH } from './hour-gutters.tsx'

type Props = {
  readonly columns: readonly GridColumn[]
  readonly events: readonly GridEvent[]
  readonly gutters: number
  readonly draft: Draft | undefined
  readonly onCreate: (first: WallDate, last: WallDate, box: DOMRect) => void
  readonly onMove: (event: GridEvent, days: number) => void
}

type Entry = DateSpan & { readonly event: GridEvent }
const ROW = 22
const FEW = 3

/** All-day events, above the hours: as many rows as it needs, folded where there are many. */
export function DayLane({ columns, events, gutters, draft, onCreate, onMove }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const bars = useMemo(() => barsOf(columns, events), [columns, events])
  const rows = bars.reduce((most, bar) => Math.max(most, bar.row + 1), 0)
  const folded = !open && rows > FEW + 1
  const shown = folded ? bars.filter((bar) => bar.row < FEW) : bars
  return (
    <div className="flex border-b border-line">
      <div className="relative flex shrink-0 items-start justify-end" style={{ width: gutters * GUTTER_WIDTH }}>
        <span className="pt-1.5 pe-2 text-[0.625rem] leading-3 text-ink-faint">{t('grid.allDay')}</span>
        {rows > FEW + 1 && <FoldButton open={open} onPress={() => setOpen(!open)} />}
      </div>
      <div
        onPointerDown={(press) => pressDay(press, { events, onCreate, onMove })}
        className="relative flex min-w-0 flex-1"
        style={{ height: Math.max(1, folded ? FEW + 1 : rows) * ROW + 6 }}
      >
        {columns.map((column) => (
          <div
            key={column.key}
            data-date={column.date}
            className="flex-1 border-s border-line data-aimed:bg-accent-soft"
          />
        ))}
        {shown.map((bar) => (
          <DayBar
            key={bar.item.event.key}
            event={bar.item.event}
            bar={bar}
            columns={columns.length}
            top={bar.row * ROW + 3}
          />
        ))}
        {draft?.time.kind === 'all-day' && <DraftBar columns={columns} draft={draft} />}
        {folded && (
          <HiddenCounts
            bars={bars}
            columns={columns.length}
            rows={FEW}
            top={FEW * ROW + 3}
            onPress={() => setOpen(true)}
          />
        )}
      </div>
    </div>
  )
}

function barsOf(columns: readonly GridColumn[], events: readonly GridEvent[]): Bar<Entry>[] {
  const [first] = columns
  if (!first) return []
  const entries = events.map((event) => ({ ...datesOf(event.time, first.zone), event }))
  // Longer ones first: they keep their row over the week.
  entries.sort((a, b) => a.first.localeCompare(b.first) || b.last.localeCompare(a.last))
  return layoutBars(
    entries,
    columns.map((column) => column.date),
  )
}

function DraftBar({ columns, draft }: { readonly columns: readonly GridColumn[]; readonly draft: Draft }) {
  const { t } = useTranslation()
  const [first] = columns
  const dates = columns.map((column) => column.date)
  const bar = first && layoutBars([datesOf(draft.time, first.zone)], dates)[0]
  if (!bar) return null
  return (
    <div
      aria-hidden
      className="event event-ghost absolute z-10 h-5 truncate rounded px-2 text-xs leading-5 font-medium"
      style={{
        '--event': draft.colour,
        top: 3,
        insetInlineStart: `${(bar.column / columns.length) * 100}%`,
        width: `calc(${(bar.length / columns.length) * 100}% - 6px)`,
      }}
    >
      {draft.title || t('event.new')}
    </div>
  )
}
