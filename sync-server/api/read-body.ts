import { z } from 'zod'
import { CancelRequest, ProposalReply, RescheduleRequest } from '../../src/core/contract/public-booking.ts'
import { HoldRequest } from '../../src/core/contract/public-shapes.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { PublicStart } from '../booking/public-start.ts'
import type { FieldProblems } from '../booking/booking-request.ts'

export const CancelBody = CancelRequest
export const ConfirmBody = ProposalReply
export const EmptyBody = z.object({})
export const HoldBody = HoldRequest.extend({ start: PublicStart, timezone: ZoneName })
export const RescheduleBody = RescheduleRequest.extend({ start: PublicStart, timezone: ZoneName.optional() })

/** A body of the shape, or what is wrong with it by field. No body at all is an empty one. */
export function readBody<S extends z.ZodObject>(
  schema: S,
  body: unknown,
): { readonly body: z.output<S> } | { readonly fields: FieldProblems } {
  const given = z.record(z.string(), z.unknown()).safeParse(body ?? {}).data ?? {}
  const parsed = schema.safeParse(given)
  return parsed.success ? { body: parsed.data } : { fields: problemsOf(parsed.error, given) }
}

function problemsOf({ issues }: z.ZodError, given: Readonly<Record<string, unknown>>): FieldProblems {
  const fields: FieldProblems = {}
  for (const { path, code } of issues) {
    const name = String(path[0])
    const wrong = name === 'timezone' ? 'unknown' : 'invalid'
    fields[name] = given[name] === undefined ? 'missing' : code === 'too_big' ? 'too-long' : wrong
  }
  return fields
}
