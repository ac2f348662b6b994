import { z } from 'zod'

/** Every reason a person can be given, in the product's words: a closed list, each with a text in every language. */
export const RefusalReason = z.enum([
  'not-found',
  'forbidden',
  'already-ended',
  'end-before-start',
  'unknown-zone',
  'invalid-rule',
  'invalid-input',
  'invalid-hours',
  'name-taken',
  'last-owner',
  'slot-taken',
  'is-booking',
  'disk-full',
  'storage-failed',
  'read-only',
  'newer-version',
  'sign-in-failed',
  'account-exists',
  'server-unreachable',
  'server-refused',
  'not-connected',
  'already-connected',
  'device-revoked',
  'file-unreadable',
  'file-too-large',
])
export type RefusalReason = z.infer<typeof RefusalReason>

export const Refusal = z.object({ reason: RefusalReason, details: z.record(z.string(), z.unknown()) })
export type Refusal = z.infer<typeof Refusal>
