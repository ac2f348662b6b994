import type { Seat, WireName } from './wires.ts'
import type { ServerProcess } from './server-process.ts'

/** A server that is measured, and what it does with an edit: in words, since that is what the figures pay for. */
export type Contender = {
  readonly name: string
  readonly wire: WireName
  readonly keeps: string
  readonly acknowledges: string
  /** False: it forgets everything when it ends, and is joined while it runs. */
  readonly isDurable: boolean
  /** A fresh place for its data. */
  ground(): Promise<Ground>
}

export type Ground = AsyncDisposable & {
  /** Starts the server on what is there. */
  start(): Promise<ServerProcess & { readonly port: number }>
  /** Member `n`, in its group's document, or in these. */
  seat(n: number, documents?: readonly string[]): Seat
  /** The same document under other names, where the server's own way would take too long; undefined: by its own way. */
  readonly copy: ((from: string, to: readonly string[]) => Promise<void>) | undefined
}
