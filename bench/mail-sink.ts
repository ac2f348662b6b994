import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'

export type MailSink = AsyncDisposable & {
  readonly url: string
  /** When each message came, by the part of its Message-ID before the @. */
  readonly came: ReadonlyMap<string, number>
}

/** As much of a mail server as it takes to be handed mail, which it does not keep. */
export async function startMailSink(): Promise<MailSink> {
  const came = new Map<string, number>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    receive(socket, (message) => {
      const id = /^message-id:\s*<([^@>]+)@/im.exec(message)?.[1]
      if (id !== undefined && !came.has(id)) came.set(id, Date.now())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    came,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function receive(socket: Socket, onMessage: (message: string) => void): void {
  let buffered = ''
  let isData = false
  socket.setEncoding('utf8').on('error', () => socket.destroy())
  socket.write('220 sink\r\n')
  socket.on('data', (text: string) => {
    buffered += text
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n'
      const at = buffered.indexOf(end)
      if (at === -1) return
      const piece = buffered.slice(0, at)
      buffered = buffered.slice(at + end.length)
      if (isData) onMessage(piece)
      isData = !isData && /^data$/i.test(piece)
      socket.write(isData ? '354 go on\r\n' : '250 ok\r\n')
      if (/^quit$/i.test(piece)) socket.end()
    }
  })
}
