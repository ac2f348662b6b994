import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import type { Mark, NewProposal } from '../../../core/contract/desk-bookings.ts'
import type { Interval } from '../../../core/model/instant.ts'
import type { ZoneName } from '../../../core/model/wall.ts'
import { engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'

/** What a host does with a booking. A refusal is told in a toast; what changes is asked anew when the engine says so. */
export function useBookingSteps({ appointment: id }: Pick<Occurrence, 'appointment'>) {
  const { t } = useTranslation()
  const onError = (error: unknown): void => toast({ kind: 'failed', text: refusalText(error, t) })
  const done = (text: string) => (): void => toast({ kind: 'done', text })

  const mark = useMutation({ mutationFn: (to: Mark) => engine.bookings.mark({ id, mark: to }), onError })
  const keep = useMutation({
    mutationFn: () => engine.bookings.keepPlain({ id }),
    onError,
    onSuccess: done(t('booking.keptPlain')),
  })
  const move = useMutation({
    mutationFn: ({ start, end, zone }: Interval & { readonly zone: ZoneName }) =>
      engine.appointments.move({
        id,
        scope: { kind: 'all' },
        time: { kind: 'timed', startsAt: start, endsAt: end, zone },
      }),
    onError,
  })
  const propose = useMutation({
    mutationFn: (proposal: NewProposal | undefined) =>
      engine.bookings.propose({ id, ...(proposal !== undefined && { proposal }) }),
    onError,
    onSuccess: (_answer, proposal) =>
      done(t(proposal === undefined ? 'booking.proposalBack' : 'booking.proposalMade'))(),
  })
  return { mark, keep, move, propose }
}
