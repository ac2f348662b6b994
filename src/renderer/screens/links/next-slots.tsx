import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventTypeId } from '../../../core/model/ids.ts'
import { DAY, instant, type Interval } from '../../../core/model/instant.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'

const DAYS_AHEAD = 28
const FEW = 6

/** The next starts that an invitee would be offered now. */
export function NextSlots({ eventType }: { readonly eventType: EventTypeId }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const [span] = useState(weeksAhead)
  const slots = useQuery(desk.eventTypes.slots.queryOptions({ input: { eventType, span } }))
  if (slots.isPending) return <div className="skeleton h-6" />
  if (slots.error) return <p className="text-xs text-danger">{refusalText(slots.error, t)}</p>
  if (slots.data.length === 0) return <p className="text-xs text-ink-faint">{t('links.full')}</p>
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-xs">
      <span className="text-ink-faint">{t('links.next')}</span>
      {slots.data.slice(0, FEW).map((slot) => (
        <span key={slot.start} className="rounded-md bg-accent-soft px-1.5 py-0.5 text-accent tabular-nums">
          {formats.moment(slot.start, zone)}
        </span>
      ))}
    </div>
  )
}

function weeksAhead(): Interval {
  const now = Date.now()
  return { start: instant(now), end: instant(now + DAYS_AHEAD * DAY) }
}
