import { Navigate } from '@tanstack/react-router'
import { useDesk } from '../../desk-context.tsx'
import { useToday } from '../../use-now.ts'
import { viewSettings } from '../../view-settings.ts'

/** The address without a place: today, in the view that was used last. */
export function Home() {
  const { zone } = useDesk()
  const date = useToday(zone)
  return <Navigate to="/$view/$date" params={{ view: viewSettings().view, date }} replace />
}
