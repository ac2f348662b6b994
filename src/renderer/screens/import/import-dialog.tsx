import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarId } from '../../../core/model/ids.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { ImportChoice, targetOf, type Choice } from './import-choice.tsx'
import { ImportReportView } from './import-report.tsx'
import { ImportWork } from './import-work.tsx'
import { useImport } from './use-import.ts'

type Props = { readonly calendar: CalendarId | undefined; readonly onClose: () => void }

/** A calendar file comes in: choose, watch, read what became of it. */
export function ImportDialog({ calendar, onClose }: Props) {
  const { t } = useTranslation()
  const { step, start, stop } = useImport()
  const [choice, setChoice] = useState<Choice>({ file: undefined, calendar, name: '' })
  const target = targetOf(choice)
  const begin = (): void => {
    if (choice.file && target) start(choice.file, target)
  }
  return (
    <ModalDialog
      title={step.kind === 'done' ? t('import.report') : t('import.title')}
      width={step.kind === 'done' ? 'wide' : 'narrow'}
      isDismissable={step.kind !== 'working'}
      onClose={step.kind === 'working' ? stop : onClose}
      footer={
        step.kind === 'choosing' ? (
          <>
            <Button look="quiet" onPress={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button look="primary" onPress={begin} isDisabled={!choice.file || !target}>
              {t('import.start')}
            </Button>
          </>
        ) : step.kind === 'working' ? (
          <Button look="quiet" onPress={stop}>
            {t('import.stop')}
          </Button>
        ) : (
          <Button look="primary" onPress={onClose}>
            {t('dialog.done')}
          </Button>
        )
      }
    >
      {step.kind === 'choosing' && <ImportChoice choice={choice} error={step.error} onChange={setChoice} />}
      {step.kind === 'working' && <ImportWork progress={step.progress} fileName={choice.file?.name ?? ''} />}
      {step.kind === 'done' && <ImportReportView report={step.report} fileName={choice.file?.name ?? ''} />}
    </ModalDialog>
  )
}
