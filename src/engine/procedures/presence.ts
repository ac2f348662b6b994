import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'

const os = implementer.presence

export function presenceProcedures({ onlookers }: Parts) {
  return os.router({
    look: os.look.handler(async function* ({ input, signal }) {
      using _ = onlookers.look(input)
      yield* onlookers.watch(signal)
    }),
  })
}
