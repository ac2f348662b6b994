import { ORPCError } from '@orpc/client'
import type { z } from 'zod'
import { Refusal, type RefusalReason } from '../../core/contract/refusal.ts'
import { ok, refuse, type Result } from '../../core/model/result.ts'
import { isUnreachable } from './is-unreachable.ts'

/** What the server answers to a call, or why it gave no such answer, in the product's words. */
export async function asked<T>(answer: z.ZodType<T>, call: Promise<unknown>): Promise<Result<T, RefusalReason>> {
  try {
    const parsed = answer.safeParse(await call)
    // Whatever stands at that address, it is no server of ours.
    return parsed.success ? ok(parsed.data) : refuse('server-refused')
  } catch (error) {
    if (isUnreachable(error)) return refuse('server-unreachable')
    if (!(error instanceof ORPCError)) return refuse('server-refused')
    return refusalOf(error)
  }
}

function refusalOf(error: ORPCError<string, unknown>): Result<never, RefusalReason> {
  const refusal = Refusal.safeParse(error.data)
  if (error.code === 'REFUSED' && refusal.success) return refuse(refusal.data.reason, refusal.data.details)
  if (error.code === 'UNAUTHORIZED') return refuse('sign-in-failed')
  if (error.code === 'BAD_REQUEST') return refuse('invalid-input')
  return refuse('server-refused', { code: error.code })
}
