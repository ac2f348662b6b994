import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/controls/notice.tsx'
import { refusalText } from '../../refusal-text.ts'
import { EngineBanner } from './engine-banner.tsx'

/** The frame before the engine has answered: everything where it will be. */
export function DeskSkeleton({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  return (
    <div className="flex h-full flex-col">
      <EngineBanner />
      <div className="flex min-h-0 flex-1" aria-busy>
        <output className="sr-only">{t('desk.loading')}</output>
        <div className="hidden w-60 shrink-0 flex-col gap-3 p-4 md:flex">
          <div className="skeleton h-5 w-28" />
          <div className="skeleton h-44" />
          <div className="skeleton mt-4 h-4 w-36" />
          <div className="skeleton h-4 w-44" />
          <div className="skeleton h-4 w-32" />
        </div>
        <div className="flex min-w-0 flex-1 flex-col gap-4 border-s border-line bg-surface p-4">
          <div className="skeleton h-6 w-48" />
          {error ? <Notice kind="error">{refusalText(error, t)}</Notice> : null}
        </div>
      </div>
    </div>
  )
}
