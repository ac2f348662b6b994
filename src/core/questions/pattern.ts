import { parsePattern, type PatternNode } from './parse-pattern.ts'

type Step =
  | { readonly kind: 'character'; readonly class: number }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'assertion'; readonly at: '^' | '$' | '\\b' | '\\B'; readonly to: number }
  | { readonly kind: 'end' }

/** A pattern made ready: what a text may go through, from the first step to the `end`. */
export type Pattern = { readonly steps: readonly Step[]; readonly classes: readonly RegExp[] }

/** More steps than a pattern of 500 characters has, unless it repeats repetitions. */
const MOST_STEPS = 500

/** Undefined for what is no pattern, is too large, or cannot be decided in one pass over a text (see `parsePattern`). */
export function readPattern(text: string): Pattern | undefined {
  const tree = parsePattern(text)
  if (!tree || stepsOf(tree) > MOST_STEPS) return undefined
  const classes: string[] = []
  const steps: Step[] = []
  compile(tree, { steps, classes })
  steps.push({ kind: 'end' })
  return { steps, classes: classes.map((source) => new RegExp(`^(?:${source})$`, 'u')) }
}

function stepsOf(node: PatternNode): number {
  switch (node.kind) {
    case 'character':
    case 'assertion':
      return 1
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + stepsOf(part), 0)
    case 'choice':
      return node.branches.reduce((sum, branch) => sum + stepsOf(branch) + 2, 0)
    case 'repetition':
      return (stepsOf(node.of) + 1) * Math.max(1, Number.isFinite(node.max) ? node.max : node.min + 1)
  }
}

type Program = { readonly steps: Step[]; readonly classes: string[] }

/** Appends the steps of `node`; whatever comes through them goes on at what is appended next. */
function compile(node: PatternNode, program: Program): void {
  const { steps, classes } = program
  switch (node.kind) {
    case 'character':
      if (!classes.includes(node.source)) classes.push(node.source)
      steps.push({ kind: 'character', class: classes.indexOf(node.source) })
      return
    case 'assertion':
      steps.push({ kind: 'assertion', at: node.at, to: steps.length + 1 })
      return
    case 'sequence':
      for (const part of node.parts) compile(part, program)
      return
    case 'choice':
      compileChoice(node.branches, program)
      return
    case 'repetition':
      for (let count = 0; count < node.min; count += 1) compile(node.of, program)
      if (node.max === Infinity) compileLoop(node.of, program)
      else compileOptional(node.of, node.max - node.min, program)
  }
}

function compileChoice(branches: readonly PatternNode[], program: Program): void {
  const { steps } = program
  const fork = steps.push({ kind: 'end' }) - 1
  const starts: number[] = []
  const ends: number[] = []
  for (const branch of branches) {
    starts.push(steps.length)
    compile(branch, program)
    ends.push(steps.push({ kind: 'end' }) - 1)
  }
  steps[fork] = { kind: 'fork', to: starts }
  for (const end of ends) steps[end] = { kind: 'fork', to: [steps.length] }
}

function compileLoop(of: PatternNode, program: Program): void {
  const { steps } = program
  const fork = steps.push({ kind: 'end' }) - 1
  compile(of, program)
  steps.push({ kind: 'fork', to: [fork] })
  steps[fork] = { kind: 'fork', to: [fork + 1, steps.length] }
}

function compileOptional(of: PatternNode, most: number, program: Program): void {
  const { steps } = program
  const forks: number[] = []
  for (let count = 0; count < most; count += 1) {
    forks.push(steps.push({ kind: 'end' }) - 1)
    compile(of, program)
  }
  for (const fork of forks) steps[fork] = { kind: 'fork', to: [fork + 1, steps.length] }
}
