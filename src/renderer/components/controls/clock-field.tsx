import { useContext, useState } from 'react'
import { ComboBox, ComboBoxStateContext, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useDesk } from '../../desk-context.tsx'
import { FIELD } from './field.ts'
import { parseClock } from './parse-clock.ts'

type Props = {
  readonly label: string
  /** Minutes since midnight. */
  readonly value: number
  readonly onChange: (minutes: number) => void
  /** The first time of the list; the value itself may be any. */
  readonly from?: number
  readonly step?: number
  /** Also offer 24:00. */
  readonly untilMidnight?: boolean
  readonly className?: string
}

/** A time of day: typed in whatever way, or picked. Nonsense is put back. */
export function ClockField({ label, value, onChange, from = 0, step = 15, untilMidnight, className = 'w-20' }: Props) {
  const { formats } = useDesk()
  const [typed, setTyped] = useState<string>()
  const last = untilMidnight ? 1_440 : 1_439
  const items = Array.from({ length: Math.floor((last - from) / step) + 1 }, (_, index) => {
    const minutes = from + index * step
    return { id: minutes, name: minutes === 1_440 ? '24:00' : formats.minutes(minutes) }
  })
  const shown = value === 1_440 ? '24:00' : formats.minutes(value)
  const take = (): void => {
    const minutes = typed === undefined ? undefined : parseClock(normalised(typed))
    if (minutes !== undefined && minutes <= last) onChange(minutes)
    setTyped(undefined)
  }
  return (
    <ComboBox
      aria-label={label}
      allowsCustomValue
      menuTrigger="manual"
      items={items}
      inputValue={typed ?? shown}
      onInputChange={(text) => setTyped(text === shown ? undefined : text)}
      value={value}
      onChange={(key) => {
        if (typeof key !== 'number') return
        onChange(key)
        setTyped(undefined)
      }}
      onBlur={take}
      className={className}
    >
      <ClockInput />
      <Popover className="pop w-32 rounded-xl bg-raised p-1 shadow-float">
        <ListBox className="max-h-60 overflow-y-auto outline-none">
          {(item: { id: number; name: string }) => (
            <ListBoxItem
              textValue={item.name}
              className="flex h-7 items-center rounded-lg px-2 text-sm tabular-nums outline-none data-focused:bg-hover"
            >
              {item.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

/** Passing through by keyboard opens nothing; a press, or an arrow key, shows the list. */
function ClockInput() {
  const state = useContext(ComboBoxStateContext)
  return (
    <Input
      onFocus={(focus) => focus.target.select()}
      onClick={() => state?.open(null, 'manual')}
      className={`${FIELD} tabular-nums`}
    />
  )
}

// Locales write narrow no-break spaces between the digits and their half of the day.
function normalised(text: string): string {
  return text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
}
