import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Occurrence, Scope } from '../../../core/contract/desk.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { TextField } from '../../components/controls/text-field.tsx'

type Props = {
  readonly occurrence: Occurrence
  readonly onCancel: (scope: Scope, reason: string | undefined) => void
  readonly onClose: () => void
}

/** Calling an appointment off: it stays in the calendar, struck through, with the reason. */
export function CancelDialog({ occurrence, onCancel, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [kind, setKind] = useState<Scope['kind']>('one')
  const { original } = occurrence
  const scope: Scope = original === undefined || kind === 'all' ? { kind: 'all' } : { kind: 'one', original }
  return (
    <ModalDialog
      title={t('cancel.title', { title: occurrence.title || t('event.untitled') })}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel.keep')}
          </Button>
          <Button look="primary" onPress={() => onCancel(scope, reason.trim() === '' ? undefined : reason.trim())}>
            {t('cancel.confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-sm text-ink-soft">{occurrence.bookingId ? t('cancel.booking') : t('cancel.plain')}</p>
        {original !== undefined && (
          <Segmented
            label={t('scope.question')}
            options={[
              { id: 'one', name: t('scope.one') },
              { id: 'all', name: t('scope.all') },
            ]}
            value={kind}
            onChange={setKind}
          />
        )}
        <TextField
          label={t('cancel.reason')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={2_000}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
          autoFocus
        />
      </div>
    </ModalDialog>
  )
}
