import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../core/model/wall.ts'
import { addDays } from '../../core/time/wall-clock.ts'
import { useDesk } from '../desk-context.tsx'
import { DayButton, type DayLook } from './day-button.tsx'
import { addMonths } from './month-grid/month-weeks.ts'

export type DateSpanShown = { readonly first: WallDate; readonly last: WallDate }

type Props = {
  readonly value: WallDate
  readonly today: WallDate
  readonly shown: DateSpanShown | undefined
  /** `YYYY-MM`. */
  readonly month: string
  readonly weeks: readonly (readonly WallDate[])[]
  /** The day that takes the focus once it is there. */
  readonly focus: WallDate | undefined
  readonly onPick: (date: WallDate) => void
  readonly onWalk: (date: WallDate) => void
}

/** The days of a month; arrow keys, PageUp and PageDown walk, beyond its ends too. */
export function DayTable({ value, today, shown, month, weeks, focus, onPick, onWalk }: Props) {
  const { t } = useTranslation()
  const table = useRef<HTMLTableElement>(null)
  const days = weeks.flat()
  const stop = [focus, value].find((date) => date && days.includes(date)) ?? `${month}-01`
  useEffect(() => {
    if (focus) table.current?.querySelector<HTMLElement>(`[data-day="${focus}"]`)?.focus()
  }, [focus])
  const walk = (event: KeyboardEvent): void => {
    const from = event.target instanceof HTMLElement ? event.target.dataset.day : undefined
    const to = steppedBy(
      event.key,
      days.find((date) => date === from),
    )
    if (to === undefined) return
    event.preventDefault()
    onWalk(to)
  }
  const lookOf = (date: WallDate): DayLook => {
    if (date === today) return 'today'
    if (date === value) return 'chosen'
    return date.startsWith(month) ? 'inside' : 'outside'
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are pressed on the buttons inside
    <table
      ref={table}
      aria-label={t('date.pick')}
      onKeyDown={walk}
      className="w-full table-fixed border-collapse text-center"
    >
      <Weekdays days={weeks[0] ?? []} />
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <td key={date} className={`p-0 ${shownStyle(date, shown)}`}>
                <DayButton
                  date={date}
                  look={lookOf(date)}
                  isStop={date === stop}
                  isChosen={date === value}
                  onPick={onPick}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Weekdays({ days }: { readonly days: readonly WallDate[] }) {
  const { formats } = useDesk()
  return (
    <thead>
      <tr>
        {days.map((date) => (
          <th
            key={date}
            scope="col"
            abbr={formats.weekdayLong(date)}
            className="h-6 text-2xs font-normal text-ink-faint"
          >
            {formats.weekdayNarrow(date)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function shownStyle(date: WallDate, shown: DateSpanShown | undefined): string {
  if (!shown || date < shown.first || date > shown.last) return ''
  return `bg-hover ${date === shown.first ? 'rounded-s-md' : ''} ${date === shown.last ? 'rounded-e-md' : ''}`
}

function steppedBy(key: string, from: WallDate | undefined): WallDate | undefined {
  if (from === undefined) return undefined
  switch (key) {
    case 'ArrowLeft':
      return addDays(from, -1)
    case 'ArrowRight':
      return addDays(from, 1)
    case 'ArrowUp':
      return addDays(from, -7)
    case 'ArrowDown':
      return addDays(from, 7)
    case 'PageUp':
      return addMonths(from, -1)
    case 'PageDown':
      return addMonths(from, 1)
    default:
      return undefined
  }
}
