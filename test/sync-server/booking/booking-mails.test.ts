import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { Workspace } from '../../../src/core/model/workspace.ts'
import { bookingMails, type MailFacts } from '../../../sync-server/booking/booking-mails.ts'
import type { MailEvent } from '../../../sync-server/outbox/booking-mail.ts'
import { mailName } from '../../../sync-server/outbox/booking-mail.ts'
import { slug, workspaceRow } from '../../support/rows.ts'
import { eventType, id, zone } from './booking-world.ts'

const QUESTION = id(ids.QuestionId, 1)
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org`, zone })
const host = (n: number, name: string) => ({ id: id(ids.MemberId, n), ...person(name) })
const [anna, ben, cara] = [host(1, 'Anna'), host(2, 'Ben'), host(3, 'Cara')]

const facts: MailFacts = {
  booking: id(ids.BookingId, 1),
  attendee: id(ids.AttendeeId, 1),
  generation: 2,
  uid: 'one@dayloom',
  sequence: 4,
  time: { start: instant(1_000), end: instant(2_000) },
  eventType: eventType(1, {
    questions: [{ id: QUESTION, text: 'Which?', kind: 'multiselect', required: false, options: ['Knee', 'Hip'] }],
  }),
  slug: slug('anna'),
  workspace: Workspace.parse(workspaceRow()),
  hosts: [anna, ben],
  invitee: { ...person('Ida'), phone: undefined },
  guests: [{ id: id(ids.AttendeeId, 12), ...person('Kim') }],
  answers: { [QUESTION]: ['Knee', 'Hip'] },
  at: instant(0),
}

function told(event: MailEvent, edit: Partial<MailFacts> = {}): string[] {
  return bookingMails(event, { ...facts, ...edit }).map((mail) => {
    const { invitee, guest } = mail
    const reader = { invitee: invitee.name, guest: guest?.name, host: mail.host.name }[mail.recipient]
    return `${reader}: ${mail.event}`
  })
}

test('the invitee, the guests and every host are told', () => {
  expect(told('rescheduled')).toEqual(['Ida: rescheduled', 'Kim: rescheduled', 'Anna: rescheduled', 'Ben: rescheduled'])
})

test('of a proposal guests hear once it is agreed', () => {
  const proposal = { time: facts.time, expiresAt: instant(9), at: instant(8) }
  expect(told('proposed', { proposal })).toEqual(['Ida: proposed', 'Anna: proposed', 'Ben: proposed'])
  expect(told('proposal-accepted', { proposal })).toContain('Kim: proposal-accepted')
})

test('a new link is the invitee’s alone', () => {
  expect(told('link-renewed')).toEqual(['Ida: link-renewed'])
})

test('who takes part anew is told of a booking, who no longer does of a cancelled one', () => {
  expect(told('reassigned', { hosts: [anna, cara], formerHosts: [anna, ben] })).toEqual([
    'Ida: reassigned',
    'Kim: reassigned',
    'Anna: reassigned',
    'Cara: confirmed',
    'Ben: cancelled',
  ])
})

test('answers are mailed as they were given', () => {
  expect(bookingMails('confirmed', facts)[0]?.answers).toEqual([{ question: 'Which?', answer: 'Knee, Hip' }])
})

test('every mail has a name of its own, and the same whenever it is made', () => {
  const proposal = (at: number) => ({ time: facts.time, expiresAt: instant(9), at: instant(at) })
  const names = [
    ...bookingMails('confirmed', facts),
    ...bookingMails('rescheduled', { ...facts, sequence: 5 }),
    ...bookingMails('rescheduled', { ...facts, sequence: 6 }),
    ...bookingMails('proposed', { ...facts, proposal: proposal(1) }),
    ...bookingMails('proposed', { ...facts, proposal: proposal(2) }),
    ...bookingMails('link-renewed', facts),
    ...bookingMails('link-renewed', { ...facts, generation: 3 }),
  ].map(mailName)
  expect(new Set(names).size).toBe(names.length)
  expect(bookingMails('confirmed', { ...facts, at: instant(77) }).map(mailName)).toEqual(names.slice(0, 4))
})
