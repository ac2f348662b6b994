import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../../core/model/schedule.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { refusalText } from '../../refusal-text.ts'
import { Absences } from './absences.tsx'
import { Breaks } from './breaks.tsx'
import { Holidays } from './holidays.tsx'
import { ImpactList } from './impact-list.tsx'
import { SpecialDays } from './special-days.tsx'
import { type HoursForm as Form, useHoursForm } from './use-hours-form.ts'
import { WeekHours } from './week-hours.tsx'

const TABS = ['week', 'breaks', 'days', 'absences', 'holidays'] as const
type Tab = (typeof TABS)[number]

type Props = { readonly schedule: Schedule; readonly onClose: () => void }

/** A schedule in parts. Before it is saved, what is booked and would lie outside is shown; it may be saved all the same. */
export function HoursForm({ schedule, onClose }: Props) {
  const { t } = useTranslation()
  const [tab, setTab] = useState<Tab>('week')
  const form = useHoursForm(schedule, onClose)
  return (
    <ModalDialog
      title={t('hours.title')}
      description={t('hours.explain', { zone: schedule.zone.replaceAll('_', ' ') })}
      width="wide"
      onClose={onClose}
      footer={<Footer tab={tab} form={form} onClose={onClose} />}
    >
      <div className="flex min-h-100 flex-col gap-4">
        <Segmented
          label={t('hours.tabs')}
          options={TABS.map((id) => ({ id, name: t(`hours.tab.${id}`) }))}
          value={tab}
          onChange={setTab}
        />
        {form.affected.length > 0 && <ImpactList affected={form.affected} />}
        {form.error !== null && <Notice kind="error">{refusalText(form.error, t)}</Notice>}
        <TabPart tab={tab} form={form} />
      </div>
    </ModalDialog>
  )
}

type PartProps = { readonly tab: Tab; readonly form: Form }

function TabPart({ tab, form: { form, change } }: PartProps) {
  switch (tab) {
    case 'week':
      return <WeekHours value={form.weekly} onChange={(weekly) => change({ weekly })} />
    case 'breaks':
      return <Breaks value={form.breaks} onChange={(breaks) => change({ breaks })} />
    case 'days':
      return <SpecialDays value={form.days} onChange={(days) => change({ days })} />
    case 'absences':
      return <Absences />
    case 'holidays':
      return <Holidays value={form.holidays} onChange={(holidays) => change({ holidays })} />
  }
}

function Footer({ tab, form, onClose }: PartProps & Pick<Props, 'onClose'>) {
  const { t } = useTranslation()
  const elsewhere = form.faulty.find((part) => part !== tab)
  return (
    <>
      {elsewhere && (
        <p className="me-auto text-xs text-danger">{t('hours.faulty', { part: t(`hours.tab.${elsewhere}`) })}</p>
      )}
      <Button look="quiet" onPress={onClose}>
        {t('dialog.cancel')}
      </Button>
      <Button look="primary" isDisabled={form.faulty.length > 0} isPending={form.isPending} onPress={form.submit}>
        {form.affected.length > 0 ? t('hours.impact.saveAnyway') : t('editor.save')}
      </Button>
    </>
  )
}
