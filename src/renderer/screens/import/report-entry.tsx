import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

type Props = {
  readonly title: string
  readonly line: number
  readonly reason: string
  readonly detail?: string
  /** The event as it stands in the file. */
  readonly text?: string
}

export function ReportEntry({ title, line, reason, detail = '', text }: Props) {
  const { t } = useTranslation()
  const head = (
    <span data-selectable className="min-w-0 flex-1">
      <span className="flex items-baseline gap-2">
        <span className="truncate text-sm font-medium">{title || t('event.untitled')}</span>
        <span className="shrink-0 text-2xs text-ink-faint tabular-nums">{t('import.line', { line })}</span>
      </span>
      <span className="block text-xs text-ink-soft wrap-anywhere">
        {reason} {detail}
      </span>
    </span>
  )
  if (text === undefined) return <li className="flex px-3 py-2">{head}</li>
  return (
    <li>
      <Disclosure className="group">
        <Button slot="trigger" className="flex w-full items-start gap-2 px-3 py-2 text-start hover:bg-hover">
          <ChevronRight
            size={14}
            aria-hidden
            className="mt-1 shrink-0 text-ink-faint transition-transform group-data-expanded:rotate-90"
          />
          {head}
        </Button>
        <DisclosurePanel>
          <section
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
            aria-label={t('import.original')}
            data-selectable
            className="max-h-56 overflow-auto bg-field px-4 py-3 font-mono text-2xs leading-4 whitespace-pre"
          >
            {text}
          </section>
        </DisclosurePanel>
      </Disclosure>
    </li>
  )
}
