import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { columnClock, DAY_MINUTES } from './column-clock.ts'
import { hourLabels } from './zone-hours.ts'

type Props = {
  /** The date and zone of the first column: what the gutters are measured against. */
  readonly date: WallDate
  readonly zone: ZoneName
  /** One to three; the columns' own zone stands last, next to the hours. */
  readonly gutters: readonly ZoneName[]
}

export const GUTTER_WIDTH = 56

/** The clocks beside the hours. */
export function HourGutters({ date, zone, gutters }: Props) {
  return (
    <div aria-hidden className="flex shrink-0" data-gutters>
      {gutters.map((gutter) => (
        <div key={gutter} className="relative" style={{ width: GUTTER_WIDTH }}>
          {hourLabels(date, zone, gutter).map((label) => (
            <HourText key={label.minute} {...label} />
          ))}
        </div>
      ))}
    </div>
  )
}

function HourText({ minute, shows, dayShift }: ReturnType<typeof hourLabels>[number]) {
  const { formats } = useDesk()
  const shift = dayShift === 0 ? '' : dayShift > 0 ? ' +1' : ' −1'
  return (
    <span
      className="absolute end-2 -translate-y-1/2 text-2xs whitespace-nowrap text-ink-faint tabular-nums"
      style={{ top: `${(minute / DAY_MINUTES) * 100}%` }}
    >
      {formats.hour(shows)}
      {shift}
    </span>
  )
}

/** The names of the gutters' zones, above them. */
export function GutterHeads({ date, zone, gutters }: Props) {
  const { formats } = useDesk()
  const noon = columnClock({ date, zone }).ends
  return (
    <div className="flex shrink-0 items-end">
      {gutters.map((gutter) => (
        <span
          key={gutter}
          title={gutter}
          className="truncate pe-2 pb-1.5 text-end text-[0.625rem] leading-3 text-ink-faint"
          style={{ width: GUTTER_WIDTH }}
        >
          {formats.zoneLabel(noon, gutter)}
        </span>
      ))}
    </div>
  )
}
