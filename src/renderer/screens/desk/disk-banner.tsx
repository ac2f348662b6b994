import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { desk } from '../../engine.ts'
import { syncLook } from '../sync/sync-look.ts'

/** Says for as long as it lasts that this computer's disk takes nothing any more, and what helps. */
export function DiskBanner() {
  const { t } = useTranslation()
  const state = useQuery(desk.sync.state.queryOptions()).data
  const text = state && syncLook(state).text
  if (text !== 'diskFull' && text !== 'diskFailed') return null
  return (
    <output className="rise flex items-center justify-center gap-2 bg-danger-soft px-4 py-1.5 text-xs text-danger">
      <CircleAlert size={13} aria-hidden className="shrink-0" />
      {t(`sync.explain.${text}`)}
    </output>
  )
}
