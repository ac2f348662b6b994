import { ORPCError, os, ValidationError } from '@orpc/server'
import { RefusalReason, type Refusal } from '../../core/contract/refusal.ts'
import type { Result } from '../../core/model/result.ts'
import { StorageError } from '../../storage/storage-error.ts'

/** Ends a call with a reason of the closed list. */
export function refusal(reason: RefusalReason, details: Refusal['details'] = {}): ORPCError<'REFUSED', Refusal> {
  return new ORPCError('REFUSED', { status: 422, data: { reason, details } })
}

/** The value of a result; a refusal ends the call. */
export function valueOf<T>(result: Result<T, RefusalReason>): T {
  if (result.ok) return result.value
  throw refusal(result.reason, result.details)
}

/** Stands around every procedure: what a caller or a disk can cause becomes REFUSED, whatever else is our mistake. */
export const refusals = os.middleware(async ({ next }) => {
  try {
    return await next()
  } catch (error) {
    throw asRefusal(error) ?? error
  }
})

function asRefusal(error: unknown): ORPCError<'REFUSED', Refusal> | undefined {
  if (error instanceof StorageError) return refusal(error.reason === 'disk-full' ? 'disk-full' : 'storage-failed')
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined
  return error.cause instanceof ValidationError ? invalidInput(error.cause) : undefined
}

// A schema names the rule that is broken in the product's words where there is one.
function invalidInput({ issues }: ValidationError): ORPCError<'REFUSED', Refusal> {
  const [reason] = issues.flatMap(({ message }) => RefusalReason.safeParse(message).data ?? [])
  const fields = issues.map(({ path = [] }) => path.map((step) => String(keyOf(step))).join('.'))
  return refusal(reason ?? 'invalid-input', { fields })
}

function keyOf(step: PropertyKey | { readonly key: PropertyKey }): PropertyKey {
  return typeof step === 'object' ? step.key : step
}
