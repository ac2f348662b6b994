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
  const text = formats.day(value)
  return (
    <DialogTrigger>
      <Button aria-label={`${label}: ${formats.dayLong(value)}`} className={`${FIELD_SHORT} truncate text-start`}>
        {text}
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
