import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../core/model/appointment.ts'
import type { Attendee } from '../../../core/model/attendee.ts'
import { Badge } from '../../components/controls/badge.tsx'

const FEW = 8

/** Who comes: of a booking first the one who booked, with what they left to be reached by. */
export function Attendees({ appointment }: { readonly appointment: Appointment }) {
  const { t } = useTranslation()
  const { attendees } = appointment
  const sorted = attendees.toSorted((a, b) => Number(b.kind === 'booker') - Number(a.kind === 'booker'))
  return (
    <ul className="flex flex-col gap-1.5">
      {sorted.slice(0, FEW).map((attendee) => (
        <Person key={attendee.id} attendee={attendee} />
      ))}
      {sorted.length > FEW && (
        <li className="text-xs text-ink-faint">{t('detail.others', { count: sorted.length - FEW })}</li>
      )}
    </ul>
  )
}

function Person({ attendee }: { readonly attendee: Attendee }) {
  const { t } = useTranslation()
  const { name, email, phone, kind, status } = attendee
  return (
    <li>
      <span className="flex flex-wrap items-center gap-1.5">
        <span className="font-medium text-ink">{name || email}</span>
        {kind === 'booker' && <Badge tone="good" text={t('detail.booker')} />}
        {status !== 'confirmed' && status !== 'needs-action' && <Badge tone="quiet" text={t(`attendee.${status}`)} />}
      </span>
      {kind === 'booker' && (
        <span className="flex flex-col gap-2 pt-1 text-xs">
          <a href={`mailto:${encodeURIComponent(email)}`} className="text-accent hover:underline">
            {email}
          </a>
          {phone !== undefined && (
            <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} className="text-accent hover:underline">
              {phone}
            </a>
          )}
        </span>
      )}
    </li>
  )
}
