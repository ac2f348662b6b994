import type { TFunction } from 'i18next'
import type { ImportReport } from '../../../core/contract/calendar-file.ts'

/** The whole report as text, with every event that stayed out in its own words. */
export function reportText(report: ImportReport, fileName: string, t: TFunction): string {
  const counts = (['created', 'updated', 'unchanged'] as const).map((key) => t(`import.${key}`, { count: report[key] }))
  const aside = report.setAside.map(
    (entry) =>
      `${t('import.line', { line: entry.line })} ${entry.title || t('event.untitled')}: ${t(`setAside.${entry.reason}`)} ${entry.detail}\n${entry.text}`,
  )
  const flagged = report.flagged.map(
    (entry) => `${t('import.line', { line: entry.line })} ${entry.title || t('event.untitled')}: ${entry.detail}`,
  )
  return [
    fileName,
    t('import.total', { count: report.total }),
    ...counts,
    t('import.setAside', { count: report.setAside.length }),
    ...aside,
    t('import.flagged', { count: report.flagged.length }),
    ...flagged,
  ].join('\n')
}
