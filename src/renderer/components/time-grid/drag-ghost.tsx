import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk-context.tsx'
import { columnClock, DAY_MINUTES } from './column-clock.ts'
import type { DragStore } from './drag-store.ts'
import { timeTexts } from './event-label.ts'
import type { GridColumn, GridEvent } from './grid-model.ts'
import { type SpanTime, wallSpan } from './wall-span.ts'

/** The part of a running drag that lies in `column`. */
export function DragGhost({ store, column }: { readonly store: DragStore; readonly column: GridColumn }) {
  const preview = useSyncExternalStore(store.subscribe, store.get)
  if (!preview) return null
  return <Ghost column={column} time={preview.time} title={preview.event?.title} colour={preview.event?.colour} />
}

type GhostProps = {
  readonly column: GridColumn
  readonly time: SpanTime
  readonly title?: GridEvent['title'] | undefined
  readonly colour?: string | undefined
}

/** An event that is not there yet: under the pointer, or while its editor is open. */
export function Ghost({ column, time, title, colour }: GhostProps) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const span = wallSpan(time, columnClock(column))
  if (!span) return null
  return (
    <div
      data-ghost
      aria-hidden
      className="event event-ghost pointer-events-none absolute inset-x-0 z-10 overflow-hidden rounded-[5px] px-2 py-0.5"
      style={{
        '--event': colour ?? 'var(--color-accent)',
        top: `${(span.from / DAY_MINUTES) * 100}%`,
        height: `calc(${((span.to - span.from) / DAY_MINUTES) * 100}% - 2px)`,
      }}
    >
      <div className="truncate text-xs leading-[15px] font-medium">{title || t('event.new')}</div>
      <div className="truncate text-2xs leading-[15px]">{timeTexts(time, column.zone, formats).whole}</div>
    </div>
  )
}
