import type { BookingAction } from '../../../core/contract/hosted-bookings.ts'

/** Under which name the texts have each step. */
export const ACTION_KEY = {
  'booking.made': 'made',
  'booking.rescheduled': 'rescheduled',
  'booking.reassigned': 'reassigned',
  'booking.cancelled': 'cancelled',
  'booking.restored': 'restored',
  'booking.proposed': 'proposed',
  'booking.proposal-accepted': 'proposal-accepted',
  'booking.proposal-declined': 'proposal-declined',
  'booking.proposal-withdrawn': 'proposal-withdrawn',
  'booking.proposal-expired': 'proposal-expired',
  'booking.checked-in': 'checked-in',
  'booking.no-show': 'no-show',
  'booking.completed': 'completed',
  'booking.conflict': 'conflict',
  'booking.confirmed': 'confirmed',
  'booking.link-renewed': 'link-renewed',
} as const satisfies Record<BookingAction, string>
