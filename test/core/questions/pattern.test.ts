import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from '../../../src/core/questions/matches-pattern.ts'
import { readPattern } from '../../../src/core/questions/pattern.ts'

function fits(pattern: string, text: string): boolean | undefined {
  const read = readPattern(pattern)
  return read && matchesPattern(read, text)
}

const ATOMS = ['a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\s', '\\p{L}', 'é', '\\u{1F600}', '\\.', '^', '$', '\\b']
const QUANTIFIERS = ['', '', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?']

const patterns = fc.letrec<{ choice: string; sequence: string; part: string }>((tie) => ({
  choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
  sequence: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom(...ATOMS), fc.constantFrom(...QUANTIFIERS))
      .map(([atom, quantifier]) => (/^(?:\^|\$|\\b)$/.test(atom) ? atom : atom + quantifier)),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?<x>'), tie('choice'), fc.constantFrom(...QUANTIFIERS))
      .map(([open, inner, quantifier]) => `${open}${inner})${quantifier}`),
  ),
})).choice

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').flags === 'u'
  } catch {
    return false
  }
}

test('C15 a pattern fits exactly where the language it is written in says so', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '.', 'é', '\u{1F600}', '\n'), maxLength: 5 })
  fc.assert(
    fc.property(patterns, fc.array(texts, { minLength: 5, maxLength: 5 }), (pattern, several) => {
      // ECMAScript's own engine is the one that hangs: some of longer ones keep it busy for minutes.
      fc.pre(pattern.length <= 40 && isExpression(pattern) && readPattern(pattern) !== undefined)
      const native = new RegExp(`^(?:${pattern})$`, 'u')
      for (const text of several) expect({ text, fits: fits(pattern, text) }).toEqual({ text, fits: native.test(text) })
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['[A-Z]{2}\\d{4}', 'AB1234', true],
  ['[A-Z]{2}\\d{4}', 'AB12345', false],
  ['\\+49 ?\\d+', '+49 30123', true],
  ['(?<year>\\d{4})-(0[1-9]|1[0-2])', '2026-11', true],
  ['[[\\]\\-/]+', '[]-/', true],
  ['\\uD83D\\uDE00', '\u{1F600}', true],
  ['', '', true],
  ['', 'a', false],
  ['a||b', '', true],
] as const)('C15 %s and %s', (pattern, text, expected) => {
  expect(fits(pattern, text)).toBe(expected)
})

test.each([
  '(',
  'a)',
  '[',
  'a**',
  '*',
  '\\q',
  'a{3,1}',
  '\\p{Nothing}',
  // Not to be decided in one pass.
  '(a)\\1',
  '(?<x>a)\\k<x>',
  '(?=a)a',
  '(?!a)b',
  '(?<=a)b',
  '(?<!a)b',
  '(?i:a)',
])('C16 %s is no pattern', (pattern) => {
  expect(readPattern(pattern)).toBeUndefined()
})

test.each(['(((a{9}){9}){9}){9}', 'a{900}', '((a+){99}){99}', `${'('.repeat(200)}a${'){2}'.repeat(60)}`])(
  'C16 %s is too large, and told so at once',
  (pattern) => {
    expect(readPattern(pattern)).toBeUndefined()
  },
)

test.each([
  '(a+)+',
  '(a|a)*',
  '(a*)*',
  '(.*a){20}',
  '(a|aa)+',
  '([a-z]+)*',
  '(a?){60}a{60}',
  '(?:(?:)*)*a',
  '(?:a*?)*?b',
])('C15 %s is decided in a number of looks that its text and its steps bound', (pattern) => {
  const read = readPattern(pattern)
  let looks = 0
  const counting = read?.classes.map((own) =>
    Object.assign(new RegExp(own, 'u'), { test: (text: string) => ((looks += 1), own.test(text)) }),
  )
  const text = `${'a'.repeat(2_000)}!`
  if (read && counting) matchesPattern({ ...read, classes: counting }, text)
  expect(looks).toBeGreaterThan(0)
  expect(looks).toBeLessThanOrEqual((read?.classes.length ?? 0) * text.length)
})
