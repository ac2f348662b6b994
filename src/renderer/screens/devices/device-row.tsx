import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Laptop } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../components/controls/badge.tsx'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'

type Device = Awaited<ReturnType<typeof desk.session.devices.call>>[number]

/** One device. To end it is asked twice: what it holds is wiped. */
export function DeviceRow({ device }: { readonly device: Device }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const [isAsking, setAsking] = useState(false)
  const revoke = useRevoke(device)
  const name = device.name === '' ? t('devices.unnamed') : device.name
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex items-center gap-3">
        <Laptop size={18} aria-hidden className="shrink-0 text-ink-faint" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="text-xs text-ink-faint">{t('devices.seen', { at: formats.moment(device.seenAt, zone) })}</p>
        </div>
        {device.isThis && <Badge tone="good" text={t('devices.this')} />}
        {!device.isThis && !isAsking && (
          <Button
            size="small"
            look="danger"
            aria-label={t('devices.revokeOf', { name })}
            onPress={() => setAsking(true)}
          >
            {t('devices.revoke')}
          </Button>
        )}
      </div>
      {isAsking && (
        <div className="flex flex-wrap items-center justify-end gap-2 ps-7.5">
          <p className="min-w-40 flex-1 text-xs text-ink-soft">{t('devices.ask')}</p>
          <Button size="small" look="quiet" onPress={() => setAsking(false)}>
            {t('dialog.cancel')}
          </Button>
          <Button size="small" look="danger" isPending={revoke.isPending} onPress={() => revoke.mutate()}>
            {t('devices.confirm')}
          </Button>
        </div>
      )}
      {revoke.error && <Notice kind="error">{refusalText(revoke.error, t)}</Notice>}
    </li>
  )
}

function useRevoke({ id, name }: Device) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => engine.session.revokeDevice({ device: id }),
    onSuccess: async () => {
      toast({ kind: 'done', text: t('devices.done', { name: name === '' ? t('devices.unnamed') : name }) })
      await queries.invalidateQueries({ queryKey: desk.session.devices.key() })
    },
  })
}
