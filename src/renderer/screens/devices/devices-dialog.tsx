import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { DeviceRow } from './device-row.tsx'

/** Where this person is signed in, and a way to end that from here. */
export function DevicesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const devices = useQuery({ ...desk.session.devices.queryOptions(), staleTime: 0, retry: false })
  return (
    <ModalDialog title={t('devices.title')} description={t('devices.explain')} onClose={onClose}>
      {devices.isPending && <div className="skeleton h-24" />}
      {devices.error && <Notice kind="error">{refusalText(devices.error, t)}</Notice>}
      {devices.data && (
        <ul aria-label={t('devices.title')} className="flex flex-col divide-y divide-line">
          {devices.data.map((device) => (
            <DeviceRow key={device.id} device={device} />
          ))}
        </ul>
      )}
    </ModalDialog>
  )
}
