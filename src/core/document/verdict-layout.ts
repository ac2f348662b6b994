import { Verdict } from '../model/verdict.ts'
import type { EntityLayout } from './entity-layout.ts'

/** How the server's verdicts lie in their document: under the id of the appointment one value, which is replaced as a whole. */
export const verdictLayout: EntityLayout<Verdict> = {
  root: 'verdicts',
  schema: Verdict,
  keysOf: ({ state, time, against, at }) => [['verdict', { state, time, at, ...(against && { against }) }]],
  candidate: (id, view) => {
    const verdict = view.get('verdict')
    return typeof verdict === 'object' && verdict !== null ? { ...verdict, id } : { id }
  },
}
