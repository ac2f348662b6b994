import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Session } from '../../../core/contract/desk.ts'
import { type Desk, DeskProvider } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { createFormats } from '../../formats.ts'
import { useIsNarrow } from '../../use-is-narrow.ts'
import { changeViewSettings, useViewSettings } from '../../view-settings.ts'
import { type DialogName, DialogsProvider } from './dialogs.ts'
import { DiskBanner } from './disk-banner.tsx'
import { EngineBanner } from './engine-banner.tsx'
import { PromiseBanner } from '../promises/promise-banner.tsx'
import { Sidebar } from './sidebar.tsx'
import { DeskSkeleton } from './desk-skeleton.tsx'
import { Toasts } from './toasts.tsx'
import { TopBar } from './top-bar.tsx'
import { WipedBanner } from './wiped-banner.tsx'

const Dialogs = lazy(async () => ({ default: (await import('../dialogs.tsx')).Dialogs }))

/** The frame around every place: what is known of the person, the sidebar, the bar, and what lies over all of it. */
export function DeskScreen() {
  const session = useQuery(desk.session.get.queryOptions())
  return session.data ? <DeskFrame session={session.data} /> : <DeskSkeleton error={session.error} />
}

function DeskFrame({ session }: { readonly session: Session }) {
  const { workspace, member } = session
  const value = useMemo<Desk>(
    () => ({
      session,
      zone: member.zone,
      weekStart: workspace.weekStart,
      formats: createFormats(workspace.locale),
    }),
    [session, member.zone, workspace.weekStart, workspace.locale],
  )
  const [dialog, setDialog] = useState<DialogName>()
  const dialogs = useMemo(() => ({ open: setDialog }), [])
  const isNarrow = useIsNarrow()
  const { sidebar } = useViewSettings()
  // On a narrow window the sidebar lies over the calendar, and is closed to begin with.
  const [drawer, setDrawer] = useState(false)
  const isOpen = isNarrow ? drawer : sidebar
  const toggle = (): void => (isNarrow ? setDrawer(!drawer) : changeViewSettings({ sidebar: !sidebar }))
  return (
    <DeskProvider value={value}>
      <DialogsProvider value={dialogs}>
        <div className="flex h-full flex-col">
          <EngineBanner />
          <DiskBanner />
          <WipedBanner />
          <PromiseBanner />
          <div className="relative flex min-h-0 flex-1">
            {isOpen && <Sidebar isDrawer={isNarrow} onClose={() => setDrawer(false)} />}
            <div className="flex min-w-0 flex-1 flex-col">
              <TopBar isSidebarOpen={isOpen} onToggleSidebar={toggle} />
              <Outlet />
            </div>
          </div>
        </div>
        <Toasts />
        <Suspense>{dialog && <Dialogs dialog={dialog} onClose={() => setDialog(undefined)} />}</Suspense>
      </DialogsProvider>
    </DeskProvider>
  )
}
