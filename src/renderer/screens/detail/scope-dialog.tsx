import { useTranslation } from 'react-i18next'
import type { Scope } from '../../../core/contract/desk.ts'
import type { WallTime } from '../../../core/model/wall.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'

type Props = {
  readonly verb: 'move' | 'edit' | 'cancel' | 'remove'
  /** Absent: what is to be done can only be done to all. */
  readonly original: WallTime | undefined
  readonly onPick: (scope: Scope) => void
  readonly onClose: () => void
}

/** One occurrence, or all of the series? */
export function ScopeDialog({ verb, original, onPick, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <ModalDialog
      title={t(`scope.${verb}`)}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose} className="me-auto">
            {t('scope.back')}
          </Button>
          <Button onPress={() => onPick({ kind: 'all' })}>{t('scope.all')}</Button>
          {original !== undefined && (
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the likely answer, one Enter away
            <Button look="primary" autoFocus onPress={() => onPick({ kind: 'one', original })}>
              {t('scope.one')}
            </Button>
          )}
        </>
      }
    >
      <p className="text-sm text-ink-soft">{original === undefined ? t('scope.onlyAll') : t('scope.question')}</p>
    </ModalDialog>
  )
}
