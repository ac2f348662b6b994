import { bookAppointment } from '../../core/commands/book-appointment.ts'
import { keepPlain } from '../../core/commands/keep-plain.ts'
import { markAppointment } from '../../core/commands/mark-appointment.ts'
import { proposeTime } from '../../core/commands/propose-time.ts'
import { bookingStanding } from '../desk/booking-standing.ts'
import { execute } from '../desk/execute.ts'
import { plannedBooking } from '../desk/planned-booking.ts'
import { rowOf } from '../desk/row-of.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { refusal, valueOf } from './refusals.ts'

const os = implementer.bookings

export function bookingProcedures({ desk, link }: Parts) {
  return os.router({
    book: os.book.handler(async ({ input }) => {
      // Nobody would ever say whether it stands, nor tell who it is for.
      if (desk.identity().server === undefined) throw refusal('not-connected')
      return valueOf(await execute(desk, bookAppointment, valueOf(await plannedBooking(desk, input))))
    }),
    standing: os.standing.handler(async ({ input }) => bookingStanding(desk, valueOf(await rowOf(desk, input.id)))),
    mark: os.mark.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, markAppointment, { ...input, document }))
    }),
    propose: os.propose.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, proposeTime, { ...input, document }))
    }),
    keepPlain: os.keepPlain.handler(async ({ input }) => {
      const { document } = valueOf(await rowOf(desk, input.id))
      return valueOf(await execute(desk, keepPlain, { ...input, document }))
    }),
    history: os.history.handler(async ({ input }) => {
      const { bookingId } = valueOf(await rowOf(desk, input.id)).data
      return bookingId === undefined ? [] : valueOf(await link.history(bookingId))
    }),
  })
}
