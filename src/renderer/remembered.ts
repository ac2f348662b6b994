// Far more than a screen asks for; a bound nevertheless.
const MOST = 5_000

/** `answer`, which depends on nothing but its question, asked once for each. */
export function remembered<Q extends string | number, A>(answer: (question: Q) => A): (question: Q) => A {
  const known = new Map<Q, A>()
  return (question) => {
    const before = known.get(question)
    if (before !== undefined) return before
    const now = answer(question)
    if (known.size >= MOST) known.clear()
    known.set(question, now)
    return now
  }
}
