import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { WallDate } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { useToday } from '../../use-now.ts'
import { MiniMonth } from '../mini-month.tsx'
import { FIELD_SHORT } from './field.ts'

type Props = {
  readonly label: string
  readonly value: WallDate
  readonly onChange: (date: WallDate) => void
}

/** A date, picked from a month. */
export function DateField({ label, value, onChange }: Props) {
  const { formats, zone } = useDesk()
  const today = useToday(zone)
  return (
    <DialogTrigger>
      <Button className={`${FIELD_SHORT} truncate text-start`}>
        <span className="sr-only">{`${label}: ${formats.dayLong(value)}`}</span>
        <span aria-hidden>{formats.day(value)}</span>
      </Button>
      <Popover placement="bottom start" className="pop w-64 rounded-xl bg-raised shadow-float">
        <Dialog aria-label={label} className="p-3 outline-none">
          {({ close }) => (
            <MiniMonth
              value={value}
              today={today}
              onPick={(date) => {
                close()
                onChange(date)
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
