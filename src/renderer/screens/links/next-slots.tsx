import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventTypeId } from '../../../core/model/ids.ts'
import { DAY, instant, type Interval } from '../../../core/model/instant.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'

const DAYS_AHEAD = 28
const FEW_DAYS = 3
const FEW_TIMES = 6

/** The next starts that an invitee would be offered now, day by day. */
export function NextSlots({ eventType, duration }: { readonly eventType: EventTypeId; readonly duration: number }) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const [span] = useState(weeksAhead)
  const slots = useQuery(desk.eventTypes.slots.queryOptions({ input: { eventType, span, duration } }))
  if (slots.isPending) return <div className="skeleton h-18" />
  if (slots.error) return <p className="text-xs text-danger">{refusalText(slots.error, t)}</p>
  if (slots.data.length === 0) return <p className="text-xs text-ink-faint">{t('links.full')}</p>
  const days = [...Map.groupBy(slots.data, (slot) => wallDateOf(slot.start, zone))].slice(0, FEW_DAYS)
  return (
    <dl aria-label={t('links.next')} className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-xs">
      {days.map(([date, times]) => (
        <Day key={date} date={date} times={times} />
      ))}
    </dl>
  )
}

type DayProps = { readonly date: ReturnType<typeof wallDateOf>; readonly times: readonly Interval[] }

function Day({ date, times }: DayProps) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const rest = times.length - FEW_TIMES
  return (
    <>
      <dt className="text-ink-faint">{formats.day(date)}</dt>
      <dd className="flex flex-wrap items-center gap-1">
        {times.slice(0, FEW_TIMES).map((slot) => (
          <span key={slot.start} className="rounded-md bg-accent-soft px-1.5 py-0.5 text-accent tabular-nums">
            {formats.clock(slot.start, zone)}
          </span>
        ))}
        {rest > 0 && <span className="text-ink-faint">{t('grid.more', { count: rest })}</span>}
      </dd>
    </>
  )
}

function weeksAhead(): Interval {
  const now = Date.now()
  return { start: instant(now), end: instant(now + DAYS_AHEAD * DAY) }
}
