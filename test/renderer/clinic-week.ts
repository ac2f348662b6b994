import type { Appointment } from '../../src/core/model/appointment.ts'
import type { WallDate } from '../../src/core/model/wall.ts'
import { addDays } from '../../src/core/time/wall-clock.ts'
import { allDay, appointment, booker, timed, weekly } from './clinic.ts'

/** A realistic fortnight from `monday` on: what a person of a clinic sees. */
export function clinicWeeks(monday: WallDate): Appointment[] {
  const day = (n: number): WallDate => addDays(monday, n)
  return [
    appointment(1, 'Morning round', weekly(addDays(monday, -14), '08:00', 30, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')),
    appointment(1, 'Team meeting', {
      ...weekly(addDays(monday, -13), '12:00', 45, 'FREQ=WEEKLY;BYDAY=TU'),
      location: 'Room 2',
    }),
    appointment(1, 'First consultation: Hanna Krüger', {
      ...timed(day(0), '09:00', '09:45'),
      ...booker(1, 'Hanna Krueger'),
    }),
    appointment(1, 'Follow-up: Emil Sander', { ...timed(day(0), '10:00', '10:30'), ...booker(2, 'Emil Sander') }),
    appointment(1, 'Lab results with Dr. Okafor', {
      ...timed(day(0), '14:00', '15:00'),
      location: 'https://meet.example.org/lindenhof/lab-results',
      description: 'Blood panel and the ultrasound of last week.',
    }),
    appointment(1, 'First consultation: Lucía Ferrer', {
      ...timed(day(1), '09:00', '09:45'),
      ...booker(3, 'Lucia Ferrer'),
      notes: 'Prefers to be called in the afternoon.',
    }),
    appointment(1, 'Supervision', { ...timed(day(1), '15:30', '16:30'), private: true }),
    appointment(1, 'Follow-up: Anton Weiss', { ...timed(day(2), '09:30', '10:00'), ...booker(4, 'Anton Weiss') }),
    appointment(1, 'Case conference', { ...timed(day(2), '10:30', '12:00'), location: 'Seminar room' }),
    appointment(1, 'Phone: insurance', { ...timed(day(2), '14:00', '14:15') }),
    appointment(1, 'First consultation: Noor Haddad', {
      ...timed(day(3), '08:45', '09:30'),
      ...booker(5, 'Noor Haddad'),
    }),
    appointment(1, 'Follow-up: Clara Behrens', {
      ...timed(day(3), '10:00', '10:30'),
      ...booker(6, 'Clara Behrens'),
      status: 'cancelled',
    }),
    appointment(1, 'Interview for the front desk', { ...timed(day(3), '14:00', '15:00'), availability: 'tentative' }),
    appointment(1, 'First consultation: Tomás Oliveira', {
      ...timed(day(4), '09:00', '09:45'),
      ...booker(7, 'Tomas Oliveira'),
      status: 'pending',
    }),
    appointment(1, 'Quarterly report', { ...timed(day(4), '11:00', '12:30') }),
    appointment(2, 'School play', { ...timed(day(3), '18:30', '20:00'), location: 'Gymnasium Nord' }),
    appointment(2, 'Running with Ida', weekly(addDays(monday, -14), '06:30', 45, 'FREQ=WEEKLY;BYDAY=MO,TH')),
    appointment(2, 'Dinner at Paul’s', { ...timed(day(5), '19:00', '22:30') }),
    appointment(3, 'Back training', { ...timed(day(0), '09:30', '10:30') }),
    appointment(3, 'Knee: R. Albrecht', { ...timed(day(1), '10:00', '10:45') }),
    appointment(3, 'Shoulder: I. Novak', { ...timed(day(2), '11:00', '11:45') }),
    appointment(3, 'Group: mobility', weekly(addDays(monday, -12), '16:00', 60, 'FREQ=WEEKLY;BYDAY=WE')),
    appointment(4, 'Delivery', { ...timed(day(1), '13:30', '14:00') }),
    appointment(4, 'Phones: Sofia', { ...timed(day(4), '09:00', '11:00'), availability: 'free' }),
    appointment(5, 'Nutrition workshop', { ...timed(day(2), '15:00', '17:00') }),
    appointment(1, 'Fire drill', allDay(day(1))),
    appointment(4, 'Sofia on leave', allDay(day(3), 4)),
    appointment(5, 'Priya: conference in Lyon', allDay(day(-1), 4)),
    appointment(1, 'Follow-up: Emil Sander', { ...timed(day(7), '10:00', '10:30'), ...booker(8, 'Emil Sander') }),
    appointment(1, 'Staff training', { ...timed(day(9), '13:30', '17:00') }),
    appointment(2, 'Weekend in the mountains', allDay(day(11), 3)),
  ]
}
