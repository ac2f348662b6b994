import { useTranslation } from 'react-i18next'
import type { SyncState } from '../../../core/contract/sync-state.ts'
import { Button } from '../../components/controls/button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useDialogs } from '../desk/dialogs.ts'
import { RefusedList } from './refused-list.tsx'
import { RestoredNote } from './restored-note.tsx'
import { syncLook } from './sync-look.ts'

type Props = { readonly state: SyncState; readonly onClose: () => void }

/** What the chip means, and what can be done about it. */
export function SyncPanel({ state, onClose }: Props) {
  const { t } = useTranslation()
  const { session, formats, zone } = useDesk()
  const { open } = useDialogs()
  const { text, count } = syncLook(state)
  const canConnect = state.phase === 'alone' || state.problem === 'signed-out'
  return (
    <div className="flex flex-col gap-3 p-4">
      <div>
        <h2 className="text-sm font-semibold">{t(`sync.${text}`, { count })}</h2>
        <p className="pt-0.5 text-xs text-ink-soft">{t(`sync.explain.${text}`)}</p>
      </div>
      {session.server !== undefined && (
        <dl data-selectable className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
          <dt className="text-ink-faint">{t('sync.server')}</dt>
          <dd className="truncate">{session.server}</dd>
          {session.email !== undefined && (
            <>
              <dt className="text-ink-faint">{t('sync.account')}</dt>
              <dd className="truncate">{session.email}</dd>
            </>
          )}
          {state.syncedAt !== undefined && (
            <>
              <dt className="text-ink-faint">{t('sync.last')}</dt>
              <dd>{formats.moment(state.syncedAt, zone)}</dd>
            </>
          )}
        </dl>
      )}
      {state.restored !== undefined && <RestoredNote how={state.restored} />}
      {state.refused > 0 && <RefusedList />}
      {canConnect && (
        <Button
          onPress={() => {
            onClose()
            open({ kind: 'connect' })
          }}
        >
          {t('desk.connect')}
        </Button>
      )}
    </div>
  )
}
