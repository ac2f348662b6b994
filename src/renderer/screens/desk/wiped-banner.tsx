import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { engine } from '../../engine.ts'

/** Says why nothing of what was here is here any more, until it is closed. */
export function WipedBanner() {
  const { t } = useTranslation()
  const { session } = useDesk()
  if (!session.wiped) return null
  return (
    <section
      aria-label={t('wiped.title')}
      className="rise flex items-center justify-center gap-2 bg-warn-soft px-4 py-1 text-xs text-warn"
    >
      <p>{t(`wiped.${session.wiped.why}`)}</p>
      <IconButton icon={X} label={t('dialog.close')} onPress={() => void engine.session.seenWiped()} />
    </section>
  )
}
