/** A call as it was seen from outside: two moments, and what was answered. */
export type Seen = { readonly invoked: number; readonly answered: number }

/** What a call may leave behind where it is answered as it was; empty: not in this state. */
export type Step<S, C> = (state: S, call: C) => readonly S[]

/**
 * Whether the calls can be put into an order in which each is answered as it was, one after the other, and none stands before one
 * that had ended before it began (Herlihy and Wing). For some ten calls.
 */
export function isLinearizable<S, C extends Seen>(calls: readonly C[], initial: S, step: Step<S, C>): boolean {
  if (calls.length === 0) return true
  const firstEnd = Math.min(...calls.map(({ answered }) => answered))
  return calls
    .filter(({ invoked }) => invoked <= firstEnd)
    .some((call) => {
      const others = calls.filter((other) => other !== call)
      return step(initial, call).some((state) => isLinearizable(others, state, step))
    })
}
