import { CalendarDays, type LucideIcon, MapPin, StickyNote, TextAlignStart, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarView, Occurrence } from '../../../core/contract/desk.ts'
import type { Appointment } from '../../../core/model/appointment.ts'
import { useDesk } from '../../desk-context.tsx'
import { Attendees } from './attendees.tsx'
import { LinkedText } from './linked-text.tsx'

type Props = {
  readonly occurrence: Occurrence
  /** Undefined while it is on its way; what the occurrence says is shown at once. */
  readonly appointment: Appointment | undefined
  readonly view: CalendarView | undefined
}

export function DetailBody({ occurrence, appointment, view }: Props) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const isOwn = view?.calendar.owner === session.member.id
  return (
    <div data-selectable className="flex min-h-0 flex-col gap-2.5 overflow-y-auto px-4 pt-3 pb-4 text-sm text-ink-soft">
      {occurrence.location !== '' && (
        <Fact icon={MapPin}>
          <LinkedText text={occurrence.location} />
        </Fact>
      )}
      {appointment && appointment.attendees.length > 0 && (
        <Fact icon={UserRound}>
          <Attendees appointment={appointment} />
        </Fact>
      )}
      {appointment && appointment.description !== '' && (
        <Fact icon={TextAlignStart}>
          <LinkedText text={appointment.description} />
        </Fact>
      )}
      {appointment && appointment.notes !== '' && (
        <Fact icon={StickyNote}>
          <LinkedText text={appointment.notes} />
        </Fact>
      )}
      {appointment?.cancellation?.reason && (
        <p>{t('detail.cancelledBecause', { reason: appointment.cancellation.reason })}</p>
      )}
      {view && (
        <Fact icon={CalendarDays}>
          {isOwn || occurrence.busyOnly
            ? view.calendar.name
            : t('detail.calendarOf', { calendar: view.calendar.name, name: view.ownerName })}
          {!occurrence.writable && (
            <p className="text-xs text-ink-faint">{t(occurrence.busyOnly ? 'detail.busyOnly' : 'detail.readOnly')}</p>
          )}
        </Fact>
      )}
    </div>
  )
}

function Fact({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <Icon size={14} strokeWidth={1.75} aria-hidden className="mt-[3px] shrink-0 text-ink-faint" />
      <div className="max-h-48 min-w-0 flex-1 overflow-y-auto wrap-anywhere whitespace-pre-line">{children}</div>
    </div>
  )
}
