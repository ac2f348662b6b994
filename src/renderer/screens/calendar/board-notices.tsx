import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/controls/notice.tsx'
import { refusalText } from '../../refusal-text.ts'
import { Welcome } from '../desk/welcome.tsx'

type Props = { readonly isLoading: boolean; readonly error: unknown; readonly isEmpty: boolean }

/** What floats over a board that has nothing to show, and why. The board itself stays in its place. */
export function BoardNotices({ isLoading, error, isEmpty }: Props) {
  const { t } = useTranslation()
  if (error) {
    return (
      <div className="absolute inset-x-0 bottom-6 mx-auto w-fit max-w-[90%]">
        <Notice kind="error">{refusalText(error, t)}</Notice>
      </div>
    )
  }
  if (isLoading) return <div aria-hidden className="loading-line absolute inset-x-0 top-0 z-30 h-0.5 bg-accent" />
  return isEmpty ? <Welcome /> : null
}
