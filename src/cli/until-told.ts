/** Settles with the first Ctrl-C or request to end. A second Ctrl-C ends the process at once. */
export function untilTold(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const told = (signal: NodeJS.Signals) => {
      process.once('SIGINT', () => process.exit(130))
      resolve(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, told)
  })
}
