import { pino, type Logger } from 'pino'
import { errorFacts } from './booking/error-facts.ts'

/** Structured logs on stderr. No personal data: of an error only its codes and where it came from, of a request never its path. */
export function createLogger(): Logger {
  return pino(
    { level: 'info', base: null, serializers: { err: errorFacts } },
    pino.destination({ dest: 2, sync: true }),
  )
}
