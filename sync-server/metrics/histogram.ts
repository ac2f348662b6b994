import type { Family, Labels } from './exposition.ts'

export type Histogram = {
  /** In seconds. */
  observe(labels: Labels, seconds: number): void
  family(): Family
}

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Measured = { readonly labels: Labels; readonly within: number[]; count: number; sum: number }

export function createHistogram(name: string, help: string): Histogram {
  const all = new Map<string, Measured>()
  return {
    observe: (labels, seconds) => {
      const key = JSON.stringify(labels)
      const known = all.get(key) ?? { labels, within: BOUNDS.map(() => 0), count: 0, sum: 0 }
      known.count += 1
      known.sum += seconds
      for (const [index, bound] of BOUNDS.entries())
        if (seconds <= bound) known.within[index] = (known.within[index] ?? 0) + 1
      all.set(key, known)
    },
    family: () => ({ name, help, kind: 'histogram', samples: [...all.values()].flatMap(samplesOf) }),
  }
}

function samplesOf({ labels, within, count, sum }: Measured): Family['samples'] {
  const buckets = BOUNDS.map((bound, index) => ({
    suffix: '_bucket',
    labels: { ...labels, le: String(bound) },
    value: within[index] ?? 0,
  }))
  return [
    ...buckets,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ]
}
