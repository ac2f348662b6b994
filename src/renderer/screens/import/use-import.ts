import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { ImportProgress, ImportReport } from '../../../core/contract/calendar-file.ts'
import type { CalendarId } from '../../../core/model/ids.ts'
import { desk, engine } from '../../engine.ts'

export type ImportTarget = { readonly id: CalendarId } | { readonly name: string }
export type ImportStep =
  | { readonly kind: 'choosing'; readonly error: unknown }
  | { readonly kind: 'working'; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly report: ImportReport }

type Import = {
  readonly step: ImportStep
  readonly start: (file: File, calendar: ImportTarget) => void
  /** What is written already stays written. */
  readonly stop: () => void
}

/** One run of an import, from the file's text to the report. */
export function useImport(): Import {
  const [step, setStep] = useState<ImportStep>({ kind: 'choosing', error: undefined })
  const running = useRef<AbortController>(undefined)
  const queries = useQueryClient()
  const start = useCallback(
    (file: File, calendar: ImportTarget) => {
      const control = new AbortController()
      running.current = control
      setStep({ kind: 'working', progress: { kind: 'reading' } })
      run(file, calendar, control.signal, (progress) => setStep({ kind: 'working', progress }))
        .then((report) => setStep({ kind: 'done', report }))
        .catch((error: unknown) => setStep({ kind: 'choosing', error: control.signal.aborted ? undefined : error }))
        .finally(() => void queries.invalidateQueries({ queryKey: desk.key() }))
    },
    [queries],
  )
  return { step, start, stop: useCallback(() => running.current?.abort(), []) }
}

async function run(
  file: File,
  calendar: ImportTarget,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const input = { calendar, text: await file.text(), fileName: file.name }
  for await (const progress of await engine.files.import(input, { signal })) {
    if (progress.kind === 'done') return progress.report
    onProgress(progress)
  }
  throw new Error('the import ended without a report')
}
