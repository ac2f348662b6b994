import { BusyTime } from '../model/busy-time.ts'
import type { EntityLayout } from './entity-layout.ts'

/** How busy times lie in a busy document: one value each, so that start and end cannot be torn apart. */
export const busyLayout: EntityLayout<BusyTime> = {
  root: 'busy',
  schema: BusyTime,
  keysOf: ({ basis, starts, ends, allDay }) => [['time', { basis, starts, ends, allDay }]],
  candidate: (id, view) => {
    const time = view.get('time')
    return typeof time === 'object' && time !== null ? { ...time, id } : { id }
  },
}
