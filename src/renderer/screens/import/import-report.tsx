import { Check, Copy, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../../core/contract/calendar-file.ts'
import { Button } from '../../components/controls/button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useCopy } from '../../use-copy.ts'
import { ReportEntry } from './report-entry.tsx'
import { reportText } from './report-text.ts'

type Props = { readonly report: ImportReport; readonly fileName: string }

/** How many came in, what stayed out and why, what somebody should look at. */
export function ImportReportView({ report, fileName }: Props) {
  const { t } = useTranslation()
  const { copied, copy } = useCopy()
  const Sign: LucideIcon = copied ? Check : Copy
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 truncate text-sm text-ink-soft">
          {t('import.summary', { file: fileName, count: report.total })}
        </p>
        <Button size="small" onPress={() => copy(reportText(report, fileName, t))}>
          <Sign size={13} aria-hidden />
          {copied ? t('copy.done') : t('import.copy')}
        </Button>
      </div>
      <dl className="grid grid-cols-4 gap-2 max-[560px]:grid-cols-2">
        <Count name={t('import.createdLabel')} value={report.created} />
        <Count name={t('import.updatedLabel')} value={report.updated} />
        <Count name={t('import.unchangedLabel')} value={report.unchanged} />
        <Count name={t('import.setAsideLabel')} value={report.setAside.length} isWarning={report.setAside.length > 0} />
      </dl>
      {report.setAside.length > 0 && (
        <List title={t('import.setAside', { count: report.setAside.length })} hint={t('import.setAsideHint')}>
          {report.setAside.map((entry) => (
            <ReportEntry
              key={entry.line}
              title={entry.title}
              line={entry.line}
              reason={t(`setAside.${entry.reason}`)}
              detail={entry.detail}
              text={entry.text}
            />
          ))}
        </List>
      )}
      {report.flagged.length > 0 && (
        <List title={t('import.flagged', { count: report.flagged.length })} hint={t('import.flaggedHint')}>
          {report.flagged.map((entry) => (
            <ReportEntry key={entry.line} title={entry.title} line={entry.line} reason={entry.detail} />
          ))}
        </List>
      )}
    </div>
  )
}

type CountProps = { readonly name: string; readonly value: number; readonly isWarning?: boolean }

function Count({ name, value, isWarning = false }: CountProps) {
  const { formats } = useDesk()
  return (
    <div
      className={`flex flex-col-reverse rounded-xl px-3 py-2.5 ${isWarning ? 'bg-warn-soft text-warn' : 'bg-field'}`}
    >
      <dt className={`text-xs ${isWarning ? '' : 'text-ink-soft'}`}>{name}</dt>
      <dd className="text-lg font-semibold tabular-nums">{formats.number(value)}</dd>
    </div>
  )
}

function List({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}) {
  return (
    <section>
      <h3 className="text-sm font-semibold">{title}</h3>
      <p className="pb-2 text-xs text-ink-faint">{hint}</p>
      <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-xl border border-line">{children}</ul>
    </section>
  )
}
