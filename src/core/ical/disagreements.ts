import type { Opinion, OpinionQuestion } from './opinion.ts'
import { startKey, type Start } from './start-keys.ts'

/** Where a parser reads other times in the spans of the question than `ours`, one sentence for each parser that does; empty: all agree. */
export function disagreements(
  ours: readonly Start[],
  question: OpinionQuestion,
  opinions: readonly Opinion[],
): string[] {
  const own = new Set(ours.map(startKey))
  return opinions.flatMap(({ name, read }) => {
    const answer = read(question)
    if ('failed' in answer) return `${name} could not read it: ${answer.failed.slice(0, 200)}`
    const theirs = new Set(answer.starts.map(startKey))
    const more = [...theirs].filter((key) => !own.has(key))
    const fewer = [...own].filter((key) => !theirs.has(key))
    const parts = [...listed('also has', more), ...listed('does not have', fewer)]
    return parts.length > 0 ? `${name} ${parts.join(' and ')}` : []
  })
}

const SHOWN = 3

function listed(verb: string, keys: readonly string[]): string[] {
  if (keys.length === 0) return []
  const rest = keys.length > SHOWN ? `, … (${keys.length})` : ''
  return [`${verb} ${keys.toSorted().slice(0, SHOWN).join(', ')}${rest}`]
}
