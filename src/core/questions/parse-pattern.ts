/** One character of some kind: a literal, an escape, a class; in the words of the pattern. */
type Character = { readonly kind: 'character'; readonly source: string }
type Assertion = { readonly kind: 'assertion'; readonly at: '^' | '$' | '\\b' | '\\B' }
type Repetition = { readonly kind: 'repetition'; readonly of: PatternNode; readonly min: number; readonly max: number }
type Sequence = { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
type Choice = { readonly kind: 'choice'; readonly branches: readonly PatternNode[] }
export type PatternNode = Character | Assertion | Repetition | Sequence | Choice

const TOKENS = [
  ['open', /\((?:\?:|\?<[A-Za-z_$][\w$]*>|(?!\?))/uy],
  ['close', /\)/uy],
  ['or', /\|/uy],
  ['quantifier', /(?:[*+?]|\{(?<min>\d{1,3})(?<upto>,(?<max>\d{1,3})?)?\})\??/uy],
  ['assertion', /\^|\$|\\[bB]/uy],
  // A class, an escape that is no reference to a group, or the character itself.
  [
    'character',
    /\[(?:[^\]\\]|\\.)*\]|\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|[dDwWsStnrfv0\-^$\\.*+?()[\]{}|/])|[^\\*+?{}()[\]|]/suy,
  ],
] as const

type Token = { readonly kind: (typeof TOKENS)[number][0]; readonly text: string; readonly counts: Counts }
type Counts = { readonly min: number; readonly max: number }

/**
 * Reads a pattern in the common language of regular expressions (ECMAScript's, flag `u`). Undefined where it is none, or says what
 * cannot be decided in one pass over a text: references to groups and looking ahead or behind.
 */
export function parsePattern(text: string): PatternNode | undefined {
  if (!isExpression(text)) return undefined
  const tokens = tokensOf(text)
  if (!tokens) return undefined
  const reader = { tokens, at: 0 }
  const tree = readChoice(reader)
  return reader.at === tokens.length ? tree : undefined
}

// What each token means is ECMAScript's to say; here is only decided how they hang together.
function isExpression(text: string): boolean {
  try {
    return new RegExp(text, 'u').flags === 'u'
  } catch {
    return false
  }
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at)
    if (!token) return undefined
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, shape] of TOKENS) {
    shape.lastIndex = at
    const found = shape.exec(text)
    if (found) return { kind, text: found[0], counts: countsOf(found) }
  }
  return undefined
}

function countsOf({ 0: text, groups }: RegExpExecArray): Counts {
  const { min, upto, max } = groups ?? {}
  if (min === undefined) return { min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity }
  if (upto === undefined) return { min: Number(min), max: Number(min) }
  return { min: Number(min), max: max === undefined ? Infinity : Number(max) }
}

type Reader = { readonly tokens: readonly Token[]; at: number }

function readChoice(reader: Reader): PatternNode {
  const first = readSequence(reader)
  const branches = [first]
  while (reader.tokens[reader.at]?.kind === 'or') {
    reader.at += 1
    branches.push(readSequence(reader))
  }
  return branches.length === 1 ? first : { kind: 'choice', branches }
}

function readSequence(reader: Reader): PatternNode {
  const parts: PatternNode[] = []
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    if (token.kind === 'or' || token.kind === 'close') break
    reader.at += 1
    const last = parts.at(-1)
    if (token.kind === 'quantifier' && last) parts[parts.length - 1] = { kind: 'repetition', of: last, ...token.counts }
    else parts.push(readAtom(reader, token))
  }
  return { kind: 'sequence', parts }
}

function readAtom(reader: Reader, { kind, text }: Token): PatternNode {
  if (kind === 'open') {
    const inner = readChoice(reader)
    reader.at += 1
    return inner
  }
  if (text === '^' || text === '$' || text === '\\b' || text === '\\B') return { kind: 'assertion', at: text }
  return { kind: 'character', source: text }
}
