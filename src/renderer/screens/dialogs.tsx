import { lazy } from 'react'
import type { DialogName } from './desk/dialogs.ts'

const ImportDialog = lazy(async () => ({ default: (await import('./import/import-dialog.tsx')).ImportDialog }))
const BookDialog = lazy(async () => ({ default: (await import('./booking/book-dialog.tsx')).BookDialog }))
const ConnectDialog = lazy(async () => ({ default: (await import('./connect/connect-dialog.tsx')).ConnectDialog }))
const DevicesDialog = lazy(async () => ({ default: (await import('./devices/devices-dialog.tsx')).DevicesDialog }))
const FindTimeDialog = lazy(async () => ({
  default: (await import('./find-time/find-time-dialog.tsx')).FindTimeDialog,
}))
const HoursDialog = lazy(async () => ({ default: (await import('./hours/hours-dialog.tsx')).HoursDialog }))
const LinksDialog = lazy(async () => ({ default: (await import('./links/links-dialog.tsx')).LinksDialog }))
const PromisesDialog = lazy(async () => ({ default: (await import('./promises/promises-dialog.tsx')).PromisesDialog }))
const NewCalendar = lazy(async () => ({ default: (await import('./calendars/new-calendar.tsx')).NewCalendar }))
const EditCalendar = lazy(async () => ({ default: (await import('./calendars/edit-calendar.tsx')).EditCalendar }))
const SignOutDialog = lazy(async () => ({ default: (await import('./connect/sign-out-dialog.tsx')).SignOutDialog }))
const ShareDialog = lazy(async () => ({ default: (await import('./calendars/share-dialog.tsx')).ShareDialog }))

type Props = { readonly dialog: DialogName; readonly onClose: () => void }

/** One dialog at a time, each in a file of its own that is fetched when it is first asked for. */
export function Dialogs({ dialog, onClose }: Props) {
  switch (dialog.kind) {
    case 'import':
      return <ImportDialog calendar={dialog.calendar} onClose={onClose} />
    case 'book':
      return <BookDialog eventType={dialog.eventType} onClose={onClose} />
    case 'connect':
      return <ConnectDialog onClose={onClose} />
    case 'devices':
      return <DevicesDialog onClose={onClose} />
    case 'sign-out':
      return <SignOutDialog onClose={onClose} />
    case 'find-time':
      return <FindTimeDialog onClose={onClose} />
    case 'hours':
      return <HoursDialog onClose={onClose} />
    case 'links':
      return <LinksDialog onClose={onClose} />
    case 'new-calendar':
      return <NewCalendar onClose={onClose} />
    case 'promises':
      return <PromisesDialog onClose={onClose} />
    case 'edit-calendar':
      return <EditCalendar id={dialog.calendar} onClose={onClose} />
    case 'share':
      return <ShareDialog id={dialog.calendar} onClose={onClose} />
  }
}
