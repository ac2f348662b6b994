import { useQuery } from '@tanstack/react-query'
import { Upload, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/controls/button.tsx'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { desk } from '../../engine.ts'
import { changeViewSettings, useViewSettings } from '../../view-settings.ts'
import { useDialogs } from './dialogs.ts'
import { Logo } from './logo.tsx'

/** For someone who begins: while working alone, over an empty calendar, until it is closed. */
export function Welcome() {
  const { t } = useTranslation()
  const { open } = useDialogs()
  const { welcomed } = useViewSettings()
  const sync = useQuery(desk.sync.state.queryOptions()).data
  if (welcomed || sync?.phase !== 'alone') return null
  return (
    <section
      aria-label={t('welcome.title')}
      className="rise absolute inset-x-0 bottom-8 z-20 mx-auto w-96 max-w-[calc(100%-2rem)] rounded-2xl bg-raised p-5 shadow-float"
    >
      <div className="flex items-start gap-3">
        <Logo />
        <h2 className="flex-1 text-base font-semibold">{t('welcome.title')}</h2>
        <IconButton
          icon={X}
          label={t('dialog.close')}
          className="-mt-1 -me-1"
          onPress={() => changeViewSettings({ welcomed: true })}
        />
      </div>
      <p className="pt-1 pb-4 text-sm text-ink-soft">{t('welcome.text')}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onPress={() => open({ kind: 'import' })}>
          <Upload size={14} aria-hidden />
          {t('desk.import')}
        </Button>
        <Button onPress={() => open({ kind: 'connect' })}>{t('desk.connect')}</Button>
      </div>
    </section>
  )
}
