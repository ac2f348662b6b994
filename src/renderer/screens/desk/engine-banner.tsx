import { LoaderCircle } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { engineReach } from '../../engine.ts'

/** Tries after which waiting alone will hardly help. */
const MANY = 5

/** Says quietly that the engine does not answer, and that nothing is lost by it. */
export function EngineBanner() {
  const { t } = useTranslation()
  const { state, attempts } = useSyncExternalStore(engineReach.subscribe, engineReach.get)
  if (state !== 'lost') return null
  return (
    <output className="rise flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-xs text-warn">
      <LoaderCircle size={13} aria-hidden className="animate-spin" />
      {attempts > MANY ? t('engine.gone') : t('engine.lost')}
    </output>
  )
}
