import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

export type ReceivedMessage = { readonly to: readonly string[]; readonly raw: string }

export type MailServer = AsyncDisposable & { readonly url: string }

/** What is answered to a message: nothing, it is taken; or a code and a text. Never, where it does not resolve. */
export type Answer = (message: ReceivedMessage) => Promise<void> | void

/** A real SMTP server on this machine. `onMessage` throws what it refuses, with a `responseCode`. */
export async function startMailServer(onMessage: Answer): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      let raw = ''
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => (raw += chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        void answer(onMessage, { message: { to, raw }, done })
      })
    },
  })
  // A client that is killed leaves its connection as it is.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  const end = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${address.port}`, [Symbol.asyncDispose]: end }
}

type Asked = { readonly message: ReceivedMessage; readonly done: (error?: Error) => void }

async function answer(onMessage: Answer, { message, done }: Asked): Promise<void> {
  try {
    await onMessage(message)
    done()
  } catch (error) {
    done(error instanceof Error ? error : new Error('refused'))
  }
}
