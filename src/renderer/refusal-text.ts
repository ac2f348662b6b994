import { ORPCError } from '@orpc/client'
import type { TFunction } from 'i18next'
import { Refusal, RefusalReason } from '../core/contract/refusal.ts'

/** What went wrong and what to do next, in a person's words. */
export function refusalText(error: unknown, t: TFunction): string {
  const reason = refusalReason(error)
  return reason ? reasonText(reason, t) : t('refusal.unknown')
}

/** The reason the engine gave; undefined where it gave none (it went away, or broke). */
export function refusalReason(error: unknown): RefusalReason | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const refusal = Refusal.safeParse(error.data)
  return refusal.success ? refusal.data.reason : undefined
}

/** As `refusalText`, for a reason that was kept as a word. */
export function reasonText(reason: string, t: TFunction): string {
  const known = RefusalReason.safeParse(reason)
  return known.success ? t(`refusal.${known.data}`) : t('refusal.unknown')
}
