import type { Contender } from './contender.ts'
import type { Propagation } from './crowd.ts'
import type { Order } from './generator-child.ts'
import { startGenerator } from './generator.ts'

export type LoadFigures = {
  readonly clients: number
  /** An edit a second from everybody. */
  readonly steady: Load
  /** As fast as it goes. */
  readonly flat: Load
  /** Of the server, with everybody connected and quiet, after a garbage collection: all of it, and what is in use. */
  readonly connectionKb: { readonly resident: number; readonly used: number }
}

export type Load = Propagation & {
  /** Of the server and its database for one edit; the machine's load does not count here. */
  readonly cpuUsPerEdit: number
  /** Cores: the server with its database, and the clients, which share the machine. */
  readonly serverCores: number
  readonly clientCores: number
}

export type LoadPlan = {
  readonly clients: number
  readonly steadySeconds: number
  readonly flatSeconds: number
  readonly warmSeconds: number
}

const IN_FLIGHT = 2_000

type Timed = Extract<Order, { do: 'steady' | 'flat' }>

export async function measureLoad(
  contender: Contender,
  { clients, steadySeconds, flatSeconds, warmSeconds }: LoadPlan,
): Promise<LoadFigures> {
  await using ground = await contender.ground()
  const server = await ground.start()
  await using generator = startGenerator()
  try {
    const alone = await server.memory()
    const seats = Array.from({ length: clients }, (_, n) => ground.seat(n))
    await generator.ask({ do: 'gather', wire: contender.wire, port: server.port, seats, run: 1 })
    const together = await server.memory()
    const timed = async (order: Timed): Promise<Load> => {
      const before = { cpu: server.cpuMs(), at: performance.now() }
      const { answer, cpuMs } = await generator.ask(order)
      const ms = performance.now() - before.at
      const cpu = server.cpuMs() - before.cpu
      const made = answer.perSecond * (order.do === 'flat' ? flatSeconds : steadySeconds)
      return {
        ...answer,
        cpuUsPerEdit: Math.round((cpu * 1_000) / Math.max(1, made)),
        serverCores: hundredths(cpu / ms),
        clientCores: hundredths(cpuMs / ms),
      }
    }
    // Whatever a server compiles for as it runs has been compiled.
    await generator.ask({ do: 'flat', seconds: warmSeconds, inFlight: IN_FLIGHT })
    const steady = await timed({ do: 'steady', seconds: steadySeconds })
    const flat = await timed({ do: 'flat', seconds: flatSeconds, inFlight: IN_FLIGHT })
    const each = (bytes: number): number => Math.round(bytes / clients / 102.4) / 10
    const connectionKb = { resident: each(together.rss - alone.rss), used: each(together.used - alone.used) }
    return { clients, steady, flat, connectionKb }
  } finally {
    await generator[Symbol.asyncDispose]()
    await server.stop()
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
