import type { AppointmentTime } from '../../../core/model/appointment.ts'

/** What an open editor is about to make: shown in the grid, saved nowhere. */
export type Draft = { readonly time: AppointmentTime; readonly title: string; readonly colour: string }
