import { z } from 'zod'
import { Email } from '../../src/core/model/member.ts'

const NAMED = /^(?<name>[^<>",]*)<(?<address>[^<>]+)>$/

/** MAIL_FROM: `rooms@example.org` or `Mill Lane <rooms@example.org>`; one address, in parts, never a text for a header. */
export const MailFrom = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
  .transform((text) => {
    const parts = NAMED.exec(text.trim())?.groups
    return { name: (parts?.['name'] ?? '').trim(), address: (parts?.['address'] ?? text).trim() }
  })
  .pipe(z.object({ name: z.string(), address: Email }))
  .readonly()
