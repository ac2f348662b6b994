import { useEffect } from 'react'
import type { AppointmentTime } from '../../../core/model/appointment.ts'

type Wish = (time: AppointmentTime, box: DOMRect) => void
const listeners = new Set<Wish>()

/** Asks the calendar that is on screen to open its editor, beside `box`. */
export function wishNewAppointment(time: AppointmentTime, box: DOMRect): void {
  for (const listener of listeners) listener(time, box)
}

export function useNewAppointment(listener: Wish): void {
  useEffect(() => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [listener])
}
