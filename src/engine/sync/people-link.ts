import { z } from 'zod'
import type { PeopleChange } from '../../core/contract/people-change.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import { BookingToReassign } from '../../core/contract/server.ts'
import type { Result } from '../../core/model/result.ts'
import { asked } from './asked.ts'
import type { ServerClient } from './server-client.ts'

/** Asks the server for it. Answers with the bookings of a leaver, and with none otherwise. */
export function askForPeople(
  client: ServerClient,
  change: PeopleChange,
): Promise<Result<BookingToReassign[], RefusalReason>> {
  switch (change.kind) {
    case 'set-role':
      return done(client.members.setRole(change))
    case 'edit-member':
      return done(client.members.update(change))
    case 'end-member':
      return asked(z.array(BookingToReassign), client.members.end(change))
    case 'put-team':
      return done(client.teams.put(change))
    case 'remove-team':
      return done(client.teams.remove(change))
    case 'share':
      return done(client.calendars.share(change.share))
    case 'pass-calendar':
      return done(client.calendars.pass(change))
  }
}

async function done(call: Promise<unknown>): Promise<Result<BookingToReassign[], RefusalReason>> {
  const answer = await asked(z.void(), call)
  return answer.ok ? { ...answer, value: [] } : answer
}
