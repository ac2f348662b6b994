import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberId } from '../../../core/model/ids.ts'
import { type Instant, type Interval, MINUTE } from '../../../core/model/instant.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { twoWeeks } from './two-weeks.ts'

const MOST = 60

type Props = {
  readonly members: readonly MemberId[]
  readonly minutes: number
  /** `box`: of what was pressed. */
  readonly onPick: (start: Instant, box: DOMRect) => void
}

/** The stretches in which all of them are free, day by day. */
export function CommonTimes({ members, minutes, onPick }: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const [span] = useState(() => twoWeeks(zone))
  const input = { members: [...members], span, minutes, most: MOST }
  const times = useQuery({
    ...desk.freeBusy.common.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  if (times.isPending) return <div className="skeleton h-40" />
  if (times.error) return <Notice kind="error">{refusalText(times.error, t)}</Notice>
  if (times.data.length === 0) return <Notice kind="hint">{t('findTime.none')}</Notice>
  const days = [...Map.groupBy(times.data, ({ start }) => wallDateOf(start, zone))]
  return (
    <dl aria-label={t('findTime.times')} className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
      {days.map(([date, stretches]) => (
        <Day key={date} date={date} stretches={stretches} minutes={minutes} onPick={onPick} />
      ))}
    </dl>
  )
}

type DayProps = Pick<Props, 'minutes' | 'onPick'> & {
  readonly date: WallDate
  readonly stretches: readonly Interval[]
}

function Day({ date, stretches, minutes, onPick }: DayProps) {
  const { formats } = useDesk()
  return (
    <>
      <dt className="text-xs text-ink-faint">{formats.day(date)}</dt>
      <dd className="flex flex-wrap gap-1.5">
        {stretches
          .filter(({ start, end }) => end - start >= minutes * MINUTE)
          .map((stretch) => (
            <Stretch key={stretch.start} stretch={stretch} date={date} onPick={onPick} />
          ))}
      </dd>
    </>
  )
}

type StretchProps = Pick<Props, 'onPick'> & { readonly stretch: Interval; readonly date: WallDate }

function Stretch({ stretch: { start, end }, date, onPick }: StretchProps) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const anchor = useRef<HTMLSpanElement>(null)
  const time = formats.clockRange(start, end, zone)
  return (
    <span ref={anchor}>
      <Button
        size="small"
        className="tabular-nums"
        aria-label={t('findTime.pick', { day: formats.day(date), time })}
        onPress={() => {
          const box = anchor.current?.getBoundingClientRect()
          if (box) onPick(start, box)
        }}
      >
        {time}
      </Button>
    </span>
  )
}
