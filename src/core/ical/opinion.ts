import type { Start, StartSpan } from './start-keys.ts'

/** The events of one UID, as text that a parser takes, and the time to look at. */
export type OpinionQuestion = {
  /** VEVENT blocks, CRLF: the lines that tell of times, as far as they can be read. */
  readonly events: readonly string[]
  /** What their TZIDs mean. `own`: the file says so itself. */
  readonly zones: readonly { readonly tzid: string; readonly text: string; readonly own: boolean }[]
  /** Apart and in order. */
  readonly spans: readonly StartSpan[]
}

export type OpinionAnswer =
  | { readonly starts: readonly Start[] }
  /** It could not read them; why. */
  | { readonly failed: string }

/** A parser that says when an event happens. It may throw nothing, but it may take for ever: whoever asks keeps a deadline. */
export type Opinion = { readonly name: string; readonly read: (question: OpinionQuestion) => OpinionAnswer }

/** The starts that lie in one of the spans. */
export function withinSpans(starts: readonly Start[], spans: readonly StartSpan[]): Start[] {
  return starts.filter(({ at }) => spans.some((span) => at >= span.from && at < span.until))
}
