import { createContext, useContext } from 'react'
import type { Session } from '../core/contract/desk.ts'
import type { Weekday, ZoneName } from '../core/model/wall.ts'
import type { Formats } from './formats.ts'

/** What every screen needs to know of the person and the firm it stands for. */
export type Desk = {
  readonly session: Session
  /** The zone whose clocks the calendar shows: the member's. */
  readonly zone: ZoneName
  readonly weekStart: Weekday
  readonly formats: Formats
}

const DeskContext = createContext<Desk | undefined>(undefined)
export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('outside of a desk')
  return desk
}
