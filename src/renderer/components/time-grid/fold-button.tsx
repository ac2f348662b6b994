import { ChevronDown, ChevronUp } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Bar } from './day-bars.ts'

/** Shows all rows of the lane, or the first few. */
export function FoldButton({ open, onPress }: { readonly open: boolean; readonly onPress: () => void }) {
  const { t } = useTranslation()
  const Sign = open ? ChevronUp : ChevronDown
  return (
    <Button
      aria-label={open ? t('grid.fold') : t('grid.unfold')}
      onPress={onPress}
      className="absolute end-1.5 bottom-1 rounded p-0.5 text-ink-faint hover:bg-hover"
    >
      <Sign size={14} aria-hidden />
    </Button>
  )
}

type CountsProps = {
  readonly bars: readonly Bar<unknown>[]
  readonly columns: number
  /** Rows that are shown. */
  readonly rows: number
  readonly top: number
  readonly onPress: () => void
}

/** Per day, how many bars are folded away. */
export function HiddenCounts({ bars, columns, rows, top, onPress }: CountsProps) {
  const { t } = useTranslation()
  return Array.from({ length: columns }, (_, column) => {
    const count = bars.filter(
      (bar) => bar.row >= rows && bar.column <= column && column < bar.column + bar.length,
    ).length
    if (count === 0) return null
    return (
      <Button
        key={column}
        data-no-create
        onPress={onPress}
        className="absolute h-5 truncate rounded px-2 text-start text-2xs font-medium text-ink-faint hover:bg-hover"
        style={{ top, insetInlineStart: `${(column / columns) * 100}%`, width: `${100 / columns}%` }}
      >
        {t('grid.more', { count })}
      </Button>
    )
  })
}
