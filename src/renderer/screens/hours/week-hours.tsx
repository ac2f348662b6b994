import { useDesk } from '../../desk-context.tsx'
import { DayHours } from './day-hours.tsx'
import type { WeeklyForm } from './weekly-form.ts'

type Props = { readonly value: WeeklyForm; readonly onChange: (form: WeeklyForm) => void }

/** The usual week, from the workspace's first weekday on. */
export function WeekHours({ value, onChange }: Props) {
  const { weekStart } = useDesk()
  return (
    <ul className="flex flex-col divide-y divide-line-soft">
      {value.map((_, index) => {
        const day = (index + weekStart) % 7
        return (
          <DayHours
            key={day}
            day={day}
            spans={value[day] ?? []}
            onChange={(spans) => onChange(value.map((old, at) => (at === day ? spans : old)))}
          />
        )
      })}
    </ul>
  )
}
