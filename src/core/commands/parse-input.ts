import { z } from 'zod'
import { RefusalReason } from '../contract/refusal.ts'
import { ok, refuse, type Refused, type Result } from '../model/result.ts'

/** What came over a wire or out of the outbox, as a command's input. */
export function parseInput<I>(command: { readonly input: z.ZodType<I> }, raw: unknown): Result<I, RefusalReason> {
  const parsed = command.input.safeParse(raw)
  return parsed.success ? ok(parsed.data) : inputRefusal(parsed.error)
}

/**
 * Schemas name the rule that is broken in the product's words where there is one (`end-before-start`, `unknown-zone`):
 * that is the reason. Everything else is `invalid-input`, with the paths of the fields.
 */
export function inputRefusal(error: z.ZodError): Refused<RefusalReason> {
  const [reason] = error.issues.flatMap(({ message }) => RefusalReason.safeParse(message).data ?? [])
  return refuse(reason ?? 'invalid-input', { fields: error.issues.map(({ path }) => path.join('.')) })
}
