/** The id of a kind with so much at its end. */
export function numbered<T>(kind: { parse(text: string): T }, n: number): T {
  return kind.parse(`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)
}
