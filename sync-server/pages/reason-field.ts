import type { InviteePolicy } from '../booking/policy.ts'
import type { Texts } from '../booking/texts.ts'
import { formField } from './form-field.ts'
import type { Html } from './html.ts'

type Reason = {
  readonly wanted: InviteePolicy['reason']
  readonly missing: boolean
  readonly host: string
  readonly value?: string | undefined
}

/** Where an invitee says why, as the type's policy wants it (C11); nothing where it wants none. */
export function reasonField({ wanted, missing, host, value }: Reason, texts: Texts): Html | false {
  if (wanted === 'none') return false
  const label = texts.t('manage.reason')
  const hint = texts.t('manage.reasonHint', { host })
  const problem = missing ? texts.t('problem.missing', { field: label }) : undefined
  const required = wanted === 'required'
  const field = { name: 'reason', label, kind: 'textarea', required, hint, longest: 2_000 } as const
  return formField(field, { value, problem, texts })
}
