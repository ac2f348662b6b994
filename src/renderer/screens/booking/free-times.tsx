import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventTypeId } from '../../../core/model/ids.ts'
import { DAY, instant, type Instant, type Interval } from '../../../core/model/instant.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { Button } from '../../components/controls/button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'

const DAYS_AHEAD = 28
const FEW_DAYS = 4
const FEW_TIMES = 6

type Props = {
  readonly eventType: EventTypeId
  readonly duration: number
  readonly chosen: Instant | undefined
  readonly onPick: (slot: Interval) => void
}

/** The next starts of a type that are free, to choose one of. */
export function FreeTimes({ eventType, duration, chosen, onPick }: Props) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const [span] = useState(weeksAhead)
  const slots = useQuery(desk.eventTypes.slots.queryOptions({ input: { eventType, span, duration } }))
  if (slots.isPending) return <div className="skeleton h-18" />
  if (slots.error) return <p className="text-xs text-danger">{refusalText(slots.error, t)}</p>
  if (slots.data.length === 0) return <p className="text-xs text-ink-faint">{t('links.full')}</p>
  const days = [...Map.groupBy(slots.data, (slot) => wallDateOf(slot.start, zone))].slice(0, FEW_DAYS)
  return (
    <dl aria-label={t('links.next')} className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-xs">
      {days.map(([date, times]) => (
        <div key={date} className="contents">
          <dt className="text-ink-faint">{formats.day(date)}</dt>
          <dd className="flex flex-wrap gap-1">
            {times.slice(0, FEW_TIMES).map((slot) => (
              <Button
                key={slot.start}
                size="small"
                look={slot.start === chosen ? 'primary' : 'plain'}
                aria-label={formats.moment(slot.start, zone)}
                aria-pressed={slot.start === chosen}
                onPress={() => onPick(slot)}
              >
                {formats.clock(slot.start, zone)}
              </Button>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function weeksAhead(): Interval {
  const now = Date.now()
  return { start: instant(now), end: instant(now + DAYS_AHEAD * DAY) }
}
