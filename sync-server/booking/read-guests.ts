import { Email } from '../../src/core/model/member.ts'
import type { FieldProblems } from './booking-request.ts'

/**
 * The addresses of those who come along, each once and without the booker's own; at most `most`. What is no address, or is one
 * too many, is a problem by its place: `guests.1`.
 */
export function readGuests(
  given: readonly string[],
  { most, booker }: { most: number; booker: string | undefined },
): { guests: readonly string[]; problems: FieldProblems } {
  const guests = new Map<string, string>()
  const problems: FieldProblems = {}
  for (const [at, text] of given.entries()) {
    const email = Email.safeParse(text.trim())
    if (!email.success) problems[`guests.${at}`] = 'invalid'
    else if (email.data.toLowerCase() !== booker?.toLowerCase()) guests.set(email.data.toLowerCase(), email.data)
    if (guests.size > most) problems[`guests.${at}`] = 'too-long'
  }
  return { guests: [...guests.values()], problems }
}
