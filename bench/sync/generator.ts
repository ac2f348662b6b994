import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answers, Order } from './generator-child.ts'

/** The clients, in a process of their own. */
export type Generator = AsyncDisposable & {
  /** Rejects where the clients failed or took longer than `withinMs`. `cpuMs`: their own processor time. */
  ask<K extends Order['do']>(
    order: Extract<Order, { do: K }>,
    withinMs?: number,
  ): Promise<{ answer: Answers[K]; cpuMs: number }>
}

export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'generator-child.ts'), { execArgv: ['--max-old-space-size=8192'] })
  const ended = once(child, 'exit')
  return {
    ask: async (order, withinMs = 180_000) => {
      const heard = Promise.withResolvers<{ answer: never; cpuMs: number }>()
      const late = setTimeout(() => heard.reject(new Error(`'${order.do}' took too long`)), withinMs)
      const hear = (message: { failed?: string; answer: never; cpuMs: number }): void =>
        message.failed === undefined ? heard.resolve(message) : heard.reject(new Error(message.failed))
      const lose = (): void => heard.reject(new Error('the clients have ended'))
      child.once('message', hear)
      child.once('exit', lose)
      child.send(order)
      try {
        return await heard.promise
      } finally {
        clearTimeout(late)
        child.off('message', hear)
        child.off('exit', lose)
      }
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await ended
      }
    },
  }
}
