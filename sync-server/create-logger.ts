import { type DestinationStream, pino, type Logger } from 'pino'
import { errorFacts } from './booking/error-facts.ts'

/**
 * Structured logs on stderr. No personal data: of an error only its codes and where it came from, of a request never its path,
 * and no text that a library wrote passes with an address in it.
 */
export function createLogger(destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  const nothing = (): undefined => undefined
  return pino(
    {
      level: 'info',
      base: null,
      serializers: { err: errorFacts, req: nothing, res: nothing },
      hooks: {
        logMethod(args, method) {
          method.apply(this, scrubbed(args))
        },
      },
    },
    destination,
  )
}

type Logged = Parameters<pino.LogFn>

/** Without a text of its own an entry would take the error's. */
function scrubbed([first, text, ...rest]: Logged): Logged {
  if (typeof first === 'string') return [withoutAddresses(first), text, ...rest]
  return [first, typeof text === 'string' ? withoutAddresses(text) : 'something was noted', ...rest]
}

/** Paths, links, e-mail addresses: whatever has a slash, a question mark or an at sign in it. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/\S*[/?@]\S*/g, '…')
}
