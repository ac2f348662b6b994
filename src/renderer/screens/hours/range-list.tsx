import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ClockField } from '../../components/controls/clock-field.tsx'
import { FIELD_ERROR } from '../../components/controls/field.ts'
import { IconButton } from '../../components/controls/icon-button.tsx'
import type { MinuteSpan } from '../../components/time-grid/grid-model.ts'
import { faultOf, nextSpan } from './weekly-form.ts'

type Props = {
  /** The day, or whatever else the ranges are of. */
  readonly name: string
  readonly spans: readonly MinuteSpan[]
  /** Said where there are none. */
  readonly none: string
  readonly onChange: (spans: readonly MinuteSpan[]) => void
}

/** Ranges of one day one below the other; what is wrong with them is said. */
export function RangeList({ name, spans, none, onChange }: Props) {
  const { t } = useTranslation()
  const fault = faultOf(spans)
  const next = nextSpan(spans)
  return (
    <div className="flex min-w-0 flex-1 gap-1.5">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {spans.length === 0 && <p className="flex h-8 items-center text-sm text-ink-faint">{none}</p>}
        {spans.map((span, at) => (
          <Range
            // oxlint-disable-next-line react/no-array-index-key -- a range is its place in the list until it is saved
            key={at}
            day={name}
            span={span}
            onChange={(changed) => onChange(spans.map((old, index) => (index === at ? changed : old)))}
            onRemove={() => onChange(spans.filter((_, index) => index !== at))}
          />
        ))}
        {fault && (
          <p role="alert" className={FIELD_ERROR}>
            {t(`hours.${fault}`)}
          </p>
        )}
      </div>
      {spans.length > 0 && next && (
        <IconButton icon={Plus} label={t('hours.add', { day: name })} onPress={() => onChange([...spans, next])} />
      )}
    </div>
  )
}

type RangeProps = {
  readonly day: string
  readonly span: MinuteSpan
  readonly onChange: (span: MinuteSpan) => void
  readonly onRemove: () => void
}

function Range({ day, span, onChange, onRemove }: RangeProps) {
  const { t } = useTranslation()
  return (
    <div className="flex items-center gap-1.5">
      <ClockField
        label={t('hours.from', { day })}
        value={span.from}
        step={30}
        onChange={(from) => onChange({ ...span, from })}
      />
      <span aria-hidden className="text-ink-faint">
        –
      </span>
      <ClockField
        label={t('hours.to', { day })}
        value={span.to}
        from={30}
        step={30}
        untilMidnight
        onChange={(to) => onChange({ ...span, to })}
      />
      <IconButton icon={X} label={t('hours.remove', { day })} onPress={onRemove} />
    </div>
  )
}
