import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventType } from '../../../core/model/event-type.ts'
import { Segmented } from '../../components/controls/segmented.tsx'
import { DayLook } from './day-look.tsx'
import { NextSlots } from './next-slots.tsx'

/** What an invitee would be offered now, for one of the type's lengths: the next days with free times, or one day as a whole. */
export function SlotPreview({ type }: { readonly type: EventType }) {
  const { t } = useTranslation()
  const [duration, setDuration] = useState(type.durations[0] ?? 0)
  return (
    <div className="flex flex-col gap-2.5">
      {type.durations.length > 1 && (
        <div className="flex">
          <Segmented
            label={t('links.duration')}
            options={type.durations.map((count) => ({ id: String(count), name: t('links.minutes', { count }) }))}
            value={String(duration)}
            onChange={(id) => setDuration(Number(id))}
          />
        </div>
      )}
      <NextSlots eventType={type.id} duration={duration} />
      <DayLook eventType={type.id} duration={duration} />
    </div>
  )
}
