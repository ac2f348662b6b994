import type { WallDate } from '../../core/model/wall.ts'
import { useDesk } from '../desk-context.tsx'

const LOOKS = {
  today: 'bg-accent text-on-accent font-semibold',
  chosen: 'bg-press text-ink font-semibold',
  inside: 'text-ink hover:bg-press',
  outside: 'text-ink-faint hover:bg-press',
} as const

export type DayLook = keyof typeof LOOKS

type Props = {
  readonly date: WallDate
  readonly look: DayLook
  readonly isStop: boolean
  readonly isChosen: boolean
  readonly onPick: (date: WallDate) => void
}

/** One day of a small month. */
export function DayButton({ date, look, isStop, isChosen, onPick }: Props) {
  const { formats } = useDesk()
  return (
    <button
      type="button"
      data-day={date}
      tabIndex={isStop ? 0 : -1}
      aria-label={formats.dayLong(date)}
      aria-pressed={isChosen}
      aria-current={look === 'today' ? 'date' : undefined}
      onClick={() => onPick(date)}
      className={`mx-auto flex size-6.5 items-center justify-center rounded-md text-xs tabular-nums transition-colors ${LOOKS[look]}`}
    >
      {formats.dayNumber(date)}
    </button>
  )
}
