/** What a user can cause is a value; what only we can cause is an exception. */
export type Ok<T> = { readonly ok: true; readonly value: T }
export type Refused<R extends string> = {
  readonly ok: false
  readonly reason: R
  /** Facts a screen can put into words: never prose, never private data of others. */
  readonly details: Readonly<Record<string, unknown>>
}
export type Result<T, R extends string = string> = Ok<T> | Refused<R>

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

export function refuse<R extends string>(reason: R, details: Readonly<Record<string, unknown>> = {}): Refused<R> {
  return { ok: false, reason, details }
}
