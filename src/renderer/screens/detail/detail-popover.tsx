import { useQuery } from '@tanstack/react-query'
import { Popover, Dialog } from 'react-aria-components'
import type { Occurrence } from '../../../core/contract/desk.ts'
import { AnchorBox } from '../../components/anchor-box.tsx'
import { desk } from '../../engine.ts'
import { useIsNarrow } from '../../use-is-narrow.ts'
import { BookingPart } from '../booking/booking-part.tsx'
import { DetailActions } from './detail-actions.tsx'
import { DetailBody } from './detail-body.tsx'
import { DetailHead } from './detail-head.tsx'

type Props = {
  readonly occurrence: Occurrence
  readonly box: DOMRect
  readonly onEdit: () => void
  readonly onCancel: () => void
  readonly onRemove: () => void
  readonly onPropose: () => void
  readonly onClose: () => void
}

/** Everything about one appointment, and what can be done with it. */
export function DetailPopover({ occurrence, box, onClose, onPropose, ...actions }: Props) {
  const isNarrow = useIsNarrow()
  const asked = desk.appointments.get.queryOptions({ input: { id: occurrence.appointment } })
  const appointment = useQuery({ ...asked, enabled: !occurrence.busyOnly })
  const view = useQuery(desk.calendars.list.queryOptions()).data?.find((v) => v.calendar.id === occurrence.calendar)
  return (
    <AnchorBox box={box}>
      {(anchor) => (
        <Popover
          triggerRef={anchor}
          isOpen
          placement={isNarrow ? 'bottom' : 'right top'}
          offset={8}
          containerPadding={12}
          onOpenChange={(open) => !open && onClose()}
          className="pop w-88 max-w-[calc(100vw-1.5rem)] rounded-2xl bg-raised shadow-float"
        >
          <Dialog aria-labelledby="detail-title" className="flex max-h-[inherit] flex-col outline-none">
            <DetailHead occurrence={occurrence} view={view} series={appointment.data?.series} onClose={onClose} />
            <DetailBody occurrence={occurrence} appointment={appointment.data} view={view} />
            {occurrence.bookingId && appointment.data && (
              <BookingPart occurrence={occurrence} appointment={appointment.data} onPropose={onPropose} />
            )}
            {occurrence.writable && <DetailActions occurrence={occurrence} {...actions} />}
          </Dialog>
        </Popover>
      )}
    </AnchorBox>
  )
}
