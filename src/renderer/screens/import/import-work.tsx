import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ImportProgress } from '../../../core/contract/calendar-file.ts'
import { useDesk } from '../../desk-context.tsx'

type Props = { readonly progress: ImportProgress; readonly fileName: string }

export function ImportWork({ progress, fileName }: Props) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const isWriting = progress.kind === 'writing'
  const label = isWriting
    ? t('import.writing', { done: formats.number(progress.done), total: formats.number(progress.total) })
    : t('import.reading', { file: fileName })
  return (
    <ProgressBar
      aria-label={label}
      isIndeterminate={!isWriting}
      value={isWriting ? progress.done : 0}
      maxValue={isWriting ? Math.max(progress.total, 1) : 1}
      className="flex flex-col gap-2 py-6"
    >
      {({ percentage }) => (
        <>
          <span className="truncate text-sm tabular-nums">{label}</span>
          <span className="block h-1.5 overflow-hidden rounded-full bg-press">
            <span
              className={`block h-full rounded-full bg-accent transition-[width] duration-200 ${isWriting ? '' : 'animate-pulse'}`}
              style={{ width: `${isWriting ? (percentage ?? 0) : 12}%` }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  )
}
