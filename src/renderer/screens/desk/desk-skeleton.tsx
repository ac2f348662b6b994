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
        <div className="flex min-w-0 flex-1 flex-col border-s border-line bg-surface">
          <div className="flex h-13 items-center border-b border-line px-4">
            <div className="skeleton h-5 w-40" />
          </div>
          <div className="flex gap-6 border-b border-line px-16 py-3.5">
            {[0, 1, 2, 3, 4].map((column) => (
              <div key={column} className="flex flex-1 justify-center">
                <div className="skeleton h-4 w-14" />
              </div>
            ))}
          </div>
          {error ? (
            <div className="p-4">
              <Notice kind="error">{refusalText(error, t)}</Notice>
            </div>
          ) : null}
        </div>
      </div>
    </div>
  )
}
