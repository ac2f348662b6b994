import type { Standing } from '../../../core/contract/desk-bookings.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'

/** Minutes of a column's 24 wall hours, 0 to 1440. */
export type MinuteSpan = { readonly from: number; readonly to: number }

/** One column: a date as one zone's clocks show it. Two columns may show one date (two people, two zones): `key` tells them apart. */
export type GridColumn = {
  readonly key: string
  readonly date: WallDate
  readonly zone: ZoneName
  /** Working hours; the rest is shaded. Undefined: nothing is known, nothing is shaded. */
  readonly open: readonly MinuteSpan[] | undefined
}

export type GridEventTone = 'plain' | 'tentative' | 'free' | 'cancelled'

/** What the grid knows of an event. The same object as long as nothing about it changed: blocks are memoised by identity. */
export type GridEvent = {
  readonly key: string
  readonly time: AppointmentTime
  readonly title: string
  readonly location: string
  /** `#rrggbb` of its calendar. */
  readonly colour: string
  readonly calendarName: string
  readonly tone: GridEventTone
  readonly movable: boolean
  readonly waiting: boolean
  readonly booked: boolean
  /** Of a booking that is not settled. */
  readonly standing?: Standing | undefined
  readonly recurring: boolean
  readonly private: boolean
  /** Somebody else's time, of which nothing but the time is known. */
  readonly busyOnly?: true | undefined
}
