import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../core/model/holiday.ts'
import type { Schedule } from '../../../core/model/schedule.ts'
import { addDays } from '../../../core/time/wall-clock.ts'
import { CheckBox } from '../../components/controls/check-box.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { useToday } from '../../use-now.ts'
import { HolidayRegionPick } from './holiday-region-pick.tsx'

type Observed = Schedule['holidays']
type Props = { readonly value: Observed; readonly onChange: (holidays: Observed) => void }

/** The coming year's holidays of country and workspace, and on which of them one works all the same. */
export function Holidays({ value, onChange }: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const from = useToday(zone)
  const coming = useQuery(desk.workspace.holidays.queryOptions({ input: { from, until: addDays(from, 365) } }))
  return (
    <div className="flex flex-col gap-4">
      <HolidayRegionPick />
      <CheckBox isSelected={value.observed} onChange={(observed) => onChange({ ...value, observed })}>
        {t('hours.holidays.observed')}
      </CheckBox>
      {coming.isPending && <div className="skeleton h-32" />}
      {coming.error && <Notice kind="error">{refusalText(coming.error, t)}</Notice>}
      {coming.data?.length === 0 && <Notice kind="hint">{t('hours.holidays.none')}</Notice>}
      {coming.data && coming.data.length > 0 && value.observed && (
        <Coming holidays={coming.data} value={value} onChange={onChange} />
      )}
    </div>
  )
}

function Coming({ holidays, value, onChange }: Props & { readonly holidays: readonly Holiday[] }) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const byDate = [...Map.groupBy(holidays, ({ date }) => date)]
  return (
    <ul aria-label={t('hours.holidays.list')} className="flex flex-col divide-y divide-line-soft">
      {byDate.map(([date, all]) => {
        const name = all.map((holiday) => holiday.name).join(' · ')
        const works = value.except.includes(date)
        const others = value.except.filter((other) => other !== date)
        return (
          <li key={date} className="flex items-center gap-3 py-1.5">
            <span className="w-24 shrink-0 text-xs text-ink-faint">{formats.day(date)}</span>
            <span className={`min-w-0 flex-1 truncate text-sm ${works ? 'text-ink-faint line-through' : ''}`}>
              {name}
            </span>
            <CheckBox
              aria-label={t('hours.holidays.worksOn', { name, day: formats.day(date) })}
              isSelected={works}
              onChange={(yes) => onChange({ ...value, except: yes ? [...others, date] : others })}
              className="h-7 shrink-0"
            >
              {t('hours.holidays.works')}
            </CheckBox>
          </li>
        )
      })}
    </ul>
  )
}
