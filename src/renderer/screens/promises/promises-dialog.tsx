import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MovedPromise } from '../../../core/contract/availability.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { instant } from '../../../core/model/instant.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'

/** Bookings whose promised wall time is elsewhere now. Nothing is decided without their owner. */
export function PromisesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const moved = useQuery(desk.appointments.movedPromises.queryOptions())
  return (
    <ModalDialog title={t('promises.title')} description={t('promises.explain')} width="wide" onClose={onClose}>
      {moved.isPending && <div className="skeleton h-24" />}
      {moved.error && <Notice kind="error">{refusalText(moved.error, t)}</Notice>}
      {moved.data?.length === 0 && <Notice kind="hint">{t('promises.none')}</Notice>}
      <ul className="flex flex-col gap-3">
        {moved.data?.map((promise) => (
          <Promise key={promise.appointment} promise={promise} />
        ))}
      </ul>
    </ModalDialog>
  )
}

function Promise({ promise }: { readonly promise: MovedPromise }) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const { zone } = promise.promised
  const settle = useSettling(promise)
  const title = promise.title || t('event.untitled')
  const now = formats.appointment(timeAt(promise, promise.startsAt), zone)
  const then = formats.appointment(timeAt(promise, promise.wouldStartAt), zone)
  return (
    <li className="flex flex-col gap-2.5 rounded-xl border border-line p-3.5">
      <h3 className="text-sm font-semibold">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
        <dt className="text-ink-faint">{t('promises.promised')}</dt>
        <dd>{then}</dd>
        <dt className="text-ink-faint">{t('promises.now')}</dt>
        <dd>{now}</dd>
        <dt className="text-ink-faint">{t('promises.zone')}</dt>
        <dd>{zone.replaceAll('_', ' ')}</dd>
      </dl>
      {settle.error && <Notice kind="error">{refusalText(settle.error, t)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          isPending={settle.isPending}
          aria-label={t('promises.restoreOf', { title, time: then })}
          onPress={() => settle.mutate('restore')}
        >
          {t('promises.restore')}
        </Button>
        <Button
          isPending={settle.isPending}
          aria-label={t('promises.keepOf', { title, time: now })}
          onPress={() => settle.mutate('keep')}
        >
          {t('promises.keep')}
        </Button>
      </div>
    </li>
  )
}

/** `restore`: back to the wall time that was promised. `keep`: the moment stays, and what clocks show then is promised. */
function useSettling(promise: MovedPromise) {
  const queries = useQueryClient()
  const { appointment: id } = promise
  return useMutation({
    mutationFn: async (way: 'restore' | 'keep') => {
      if (way === 'keep') await engine.appointments.renewPromise({ id })
      else {
        const time = timeAt(promise, promise.wouldStartAt)
        await engine.appointments.move({ id, scope: { kind: 'all' }, time })
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: desk.appointments.key() }),
  })
}

function timeAt({ startsAt, endsAt, promised }: MovedPromise, start: MovedPromise['startsAt']): AppointmentTime {
  return { kind: 'timed', startsAt: start, endsAt: instant(start + endsAt - startsAt), zone: promised.zone }
}
