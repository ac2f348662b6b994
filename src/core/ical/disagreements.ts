import type { Opinion, OpinionQuestion } from './opinion.ts'
import { withinSpans } from './opinion.ts'
import { appointmentStarts, startKey } from './start-keys.ts'
import type { ImportedAppointment } from './read-report.ts'

/** Where a parser reads other times than ours, one sentence for each parser that does; empty: all agree. */
export function disagreements(
  appointments: readonly ImportedAppointment[],
  question: OpinionQuestion,
  opinions: readonly Opinion[],
): string[] {
  const ours = appointments.flatMap((one) => question.spans.flatMap((span) => appointmentStarts(one, span)))
  const own = new Set(withinSpans(ours, question.spans).map(startKey))
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
