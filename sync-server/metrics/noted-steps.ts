// Steps in the lives of bookings, until the transaction in which they are taken has been committed: one that is rolled back,
// or runs again, counts for nothing.
const noted = new WeakMap<object, string[]>()

/** `tx`: the handle of the open transaction. */
export function noteStep(tx: object, step: string): void {
  const steps = noted.get(tx) ?? []
  steps.push(step)
  noted.set(tx, steps)
}

export function stepsOf(tx: object): readonly string[] {
  return noted.get(tx) ?? []
}
