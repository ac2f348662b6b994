import { implement, ORPCError } from '@orpc/server'
import { serverContract } from '../../src/core/contract/server.ts'

/** The bookings of a server that has none. */
export function bookingsDouble() {
  const os = implement(serverContract.bookings).$context<{ headers: Headers }>()
  const notFound = (): never => {
    throw new ORPCError('REFUSED', { status: 422, data: { reason: 'not-found', details: {} } })
  }
  return os.router({
    reschedule: os.reschedule.handler(notFound),
    propose: os.propose.handler(notFound),
    withdrawProposal: os.withdrawProposal.handler(notFound),
    reassign: os.reassign.handler(notFound),
    cancel: os.cancel.handler(notFound),
    mark: os.mark.handler(notFound),
    history: os.history.handler(notFound),
  })
}
