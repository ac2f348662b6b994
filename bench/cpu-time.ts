/** Runs every call once and gives what it returned some use, so that nothing is optimised away. */
export type Call = () => { readonly length: number } | { readonly size: number }

/** Rounds of calls until this much CPU time has gone by; the first third only warms up. */
type Effort = { readonly ms: number }

/** CPU time of this process per call (user and system, the collector's threads included), in ms: the median of many rounds. */
export function cpuMs(calls: readonly Call[], { ms }: Effort): number {
  const rounds: number[] = []
  for (let spent = 0; spent < ms || rounds.length < 9;) {
    const before = process.cpuUsage()
    runAll(calls)
    const { user, system } = process.cpuUsage(before)
    const round = (user + system) / 1_000
    spent += round
    rounds.push(round / calls.length)
  }
  return median(rounds.slice(Math.floor(rounds.length / 3)))
}

/** Bytes that a call allocates, on the heap and in buffers: the median over calls during which nothing was collected. */
export function bytesAllocated(calls: readonly Call[]): number {
  const found: number[] = []
  for (let round = 0; round < 5; round++) {
    for (const call of calls) {
      globalThis.gc?.({ type: 'minor' })
      const before = allocated()
      use(call())
      const bytes = allocated() - before
      if (bytes >= 0) found.push(bytes)
    }
  }
  return median(found)
}

let used = 0

export function runAll(calls: readonly Call[]): void {
  for (const call of calls) use(call())
}

function use(result: ReturnType<Call>): void {
  used += 'length' in result ? result.length : result.size
  if (used < 0) throw new Error('no result has fewer than no parts')
}

function allocated(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
