import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy on loopback in front of a server, which does what networks do. */
export type BadNetwork = AsyncDisposable & {
  readonly url: string
  /** Connections so far. */
  readonly opened: () => number
  /** Every connection breaks, and both ends are told. */
  cut(): void
  /** Every connection of now carries nothing any more, and nobody is told. Those that are opened later are well. */
  stall(): void
  /** The server is told that they have ended; the desks are not. */
  halve(): void
  /** The next connections break when a desk has sent so many bytes. */
  cutAfter(bytes: number | undefined): void
}

type Pair = { readonly near: Socket; readonly far: Socket }

export async function badNetwork(server: string): Promise<BadNetwork> {
  const { hostname, port } = new URL(server)
  const pairs = new Set<Pair>()
  /** Whose other ends are gone. */
  const orphans = new Set<Socket>()
  let opened = 0
  let most: number | undefined

  const listening = createServer((near) => {
    opened += 1
    const far = connect(Number(port), hostname)
    const pair = { near, far }
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end)
    for (const socket of [near, far]) socket.on('close', () => pairs.has(pair) && end())
    let sent = 0
    const limit = most
    near.on('data', (data: Buffer) => {
      sent += data.byteLength
      if (limit !== undefined && sent > limit) end()
    })
    near.pipe(far).pipe(near)
  })
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()

  const stop = ({ near, far }: Pair): void => {
    near.unpipe(far).pause()
    far.unpipe(near).pause()
  }
  const all = (work: (pair: Pair) => void): void => {
    for (const pair of pairs) work(pair)
  }
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    opened: () => opened,
    cut: () => all(({ near }) => near.destroy()),
    stall: () => all(stop),
    halve: () =>
      all((pair) => {
        stop(pair)
        // From now on they are two sockets that know nothing of each other.
        pairs.delete(pair)
        pair.far.destroy()
        orphans.add(pair.near)
      }),
    cutAfter: (bytes) => {
      most = bytes
    },
    [Symbol.asyncDispose]: async () => {
      all(({ near, far }) => {
        near.destroy()
        far.destroy()
      })
      for (const socket of orphans) socket.destroy()
      await new Promise((resolve) => listening.close(resolve))
    },
  }
}
