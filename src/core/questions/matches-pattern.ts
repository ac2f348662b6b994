import type { Pattern } from './pattern.ts'

/**
 * Whether `pattern` fits the whole of `text`. All ways through the pattern are gone at once, character by character (Thompson):
 * the time is bounded by steps x characters, whatever the pattern; a backtracking engine would let its owner hang the server.
 */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const characters = Array.from(text)
  let reached = reach(pattern, [0], { characters, at: 0 })
  for (let at = 0; at < characters.length && reached.length > 0; at += 1) {
    const passed = stepsPassed(pattern, reached, characters[at] ?? '')
    reached = reach(pattern, passed, { characters, at: at + 1 })
  }
  return reached.some((index) => pattern.steps[index]?.kind === 'end')
}

type Place = { readonly characters: readonly string[]; readonly at: number }

/** The steps that wait for a character, or are the end, wherever one gets from `from` without one. */
function reach({ steps }: Pattern, from: readonly number[], place: Place): number[] {
  const seen = new Set(from)
  const reached: number[] = []
  // What is added while the loop runs is visited by it too.
  for (const index of seen) {
    const step = steps[index]
    if (step?.kind === 'fork') for (const to of step.to) seen.add(to)
    else if (step?.kind === 'assertion') {
      if (holds(step.at, place)) seen.add(step.to)
    } else reached.push(index)
  }
  return reached
}

function stepsPassed({ steps, classes }: Pattern, reached: readonly number[], character: string): number[] {
  const fits: (boolean | undefined)[] = []
  return reached.flatMap((index) => {
    const step = steps[index]
    if (step?.kind !== 'character') return []
    const fit = (fits[step.class] ??= classes[step.class]?.test(character) ?? false)
    return fit ? [index + 1] : []
  })
}

function holds(assertion: '^' | '$' | '\\b' | '\\B', { characters, at }: Place): boolean {
  const isWord = (index: number): boolean => /^\w$/.test(characters[index] ?? '')
  switch (assertion) {
    case '^':
      return at === 0
    case '$':
      return at === characters.length
    case '\\b':
      return isWord(at - 1) !== isWord(at)
    case '\\B':
      return isWord(at - 1) === isWord(at)
  }
}
