import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { DatePattern } from '../../../core/model/schedule.ts'
import { WallDate, type Weekday } from '../../../core/model/wall.ts'
import { addDays } from '../../../core/time/wall-clock.ts'
import { DateField } from '../../components/controls/date-field.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useToday } from '../../use-now.ts'
import { ruleText } from '../editor/repeat-rule.ts'

type Props = {
  readonly value: DatePattern
  readonly name: string
  readonly onChange: (dates: DatePattern) => void
}

const KINDS = ['weekly', 'once', 'span'] as const
type Kind = (typeof KINDS)[number]

/** On which days: weekdays, one day, or some days on end. What another program wrote is said in words, and may be replaced. */
export function BreakDates({ value, name, onChange }: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const today = useToday(zone)
  const kind = kindOf(value)
  return (
    <div className="flex flex-col items-start gap-2">
      <Segmented
        label={t('hours.breaks.on', { name })}
        options={[...KINDS, ...(kind === 'other' ? (['other'] as const) : [])].map((id) => ({
          id,
          name: t(`hours.breaks.kind.${id}`),
        }))}
        value={kind}
        onChange={(next) => next !== 'other' && next !== kind && onChange(patternOf(next, today))}
      />
      <Days value={value} name={name} onChange={onChange} />
    </div>
  )
}

function kindOf(dates: DatePattern): Kind | 'other' {
  switch (dates.kind) {
    case 'weekly':
    case 'span':
      return dates.kind
    case 'list':
      return dates.dates.length === 1 ? 'once' : 'other'
    case 'recurring':
      return 'other'
  }
}

function patternOf(kind: Kind, today: WallDate): DatePattern {
  switch (kind) {
    case 'weekly':
      return { kind: 'weekly', days: [1, 2, 3, 4, 5] }
    case 'once':
      return { kind: 'list', dates: [today] }
    case 'span':
      return { kind: 'span', from: today, until: addDays(today, 6) }
  }
}

function Days({ value, name, onChange }: Props) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  switch (value.kind) {
    case 'weekly':
      return <Weekdays name={name} days={value.days} onChange={(days) => onChange({ kind: 'weekly', days })} />
    case 'span':
      return (
        <div className="flex items-center gap-1.5">
          <DateField
            label={t('editor.firstDay')}
            value={value.from}
            onChange={(from) => onChange({ ...value, from })}
          />
          <span aria-hidden className="text-ink-faint">
            –
          </span>
          <DateField
            label={t('editor.lastDay')}
            value={value.until}
            onChange={(until) => onChange({ ...value, until })}
          />
        </div>
      )
    case 'list': {
      const [date] = value.dates
      if (date === undefined || value.dates.length > 1) {
        return <p className="text-xs text-ink-soft">{value.dates.map((one) => formats.day(one)).join(' · ')}</p>
      }
      return (
        <DateField label={t('links.day')} value={date} onChange={(one) => onChange({ kind: 'list', dates: [one] })} />
      )
    }
    case 'recurring':
      return <p className="text-xs text-ink-soft">{ruleText(value.rule, formats, t)}</p>
  }
}

const SUNDAY = WallDate.parse('1970-01-04')

type WeekdaysProps = {
  readonly name: string
  readonly days: readonly Weekday[]
  readonly onChange: (days: Weekday[]) => void
}

function Weekdays({ name, days, onChange }: WeekdaysProps) {
  const { t } = useTranslation()
  const { formats, weekStart } = useDesk()
  const all = Array.from({ length: 7 }, (_, index) => (index + weekStart) % 7)
  return (
    <ToggleButtonGroup
      aria-label={t('hours.breaks.weekdays', { name })}
      selectionMode="multiple"
      selectedKeys={days.map(String)}
      onSelectionChange={(keys) => onChange(all.filter((day) => keys.has(String(day))).sort((a, b) => a - b))}
      className="flex flex-wrap gap-1"
    >
      {all.map((day) => (
        <ToggleButton
          key={day}
          id={String(day)}
          className="h-7 min-w-9 rounded-md bg-field px-2 text-xs font-medium text-ink-soft transition-colors hover:text-ink data-selected:bg-accent data-selected:text-on-accent"
        >
          <span className="sr-only">{formats.weekdayLong(addDays(SUNDAY, day))}</span>
          <span aria-hidden>{formats.weekday(addDays(SUNDAY, day))}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
