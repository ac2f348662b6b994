import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SyncState } from '../../../core/contract/sync-state.ts'
import { Button } from '../../components/controls/button.tsx'
import { engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'

type Props = { readonly how: NonNullable<SyncState['restored']> }

/** The server was restored from a backup: what became of what had been done since. */
export function RestoredNote({ how }: Props) {
  const { t } = useTranslation()
  const dismiss = useMutation({
    mutationFn: () => engine.sync.dismissRestored(),
    onError: (error) => toast({ kind: 'failed', text: refusalText(error, t) }),
  })
  return (
    <div className="flex flex-col items-start gap-2 rounded-xl bg-field p-3">
      <p className="text-xs text-ink-soft">{t(`sync.restored.${how}`)}</p>
      <Button look="quiet" size="small" isPending={dismiss.isPending} onPress={() => dismiss.mutate()}>
        {t('sync.dismiss')}
      </Button>
    </div>
  )
}
