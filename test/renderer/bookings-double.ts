import { implement, ORPCError } from '@orpc/server'
import { deskContract } from '../../src/core/contract/desk.ts'
import type { BookingStanding } from '../../src/core/contract/desk-bookings.ts'
import type { HistoryEntry } from '../../src/core/contract/hosted-bookings.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'

/** What the double says about bookings: of all of them the same. */
export type BookingsState = { standing: BookingStanding; history: HistoryEntry[] | undefined }

export function bookingsState(): BookingsState {
  return { standing: { alternatives: [], canStay: false }, history: [] }
}

type Parts = {
  readonly state: BookingsState
  readonly asked: (path: string, input: unknown) => void
  readonly find: (id: string) => Appointment
}

export function bookingsDouble({ state, asked, find }: Parts) {
  const os = implement(deskContract.bookings)
  return os.router({
    book: os.book.handler(({ input }) => {
      asked('bookings.book', input)
      throw new ORPCError('REFUSED', { status: 422, data: { reason: 'not-connected', details: {} } })
    }),
    standing: os.standing.handler(() => state.standing),
    mark: os.mark.handler(({ input }) => {
      asked('bookings.mark', input)
      return find(input.id)
    }),
    propose: os.propose.handler(({ input }) => {
      asked('bookings.propose', input)
      return find(input.id)
    }),
    keepPlain: os.keepPlain.handler(({ input }) => {
      asked('bookings.keepPlain', input)
      return find(input.id)
    }),
    history: os.history.handler(() => {
      if (state.history) return state.history
      throw new ORPCError('REFUSED', { status: 422, data: { reason: 'server-unreachable', details: {} } })
    }),
  })
}
