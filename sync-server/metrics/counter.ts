import type { Family, Labels } from './exposition.ts'

export type Counter = {
  add(labels: Labels): void
  family(): Family
}

export function createCounter(name: string, help: string): Counter {
  const counted = new Map<string, { readonly labels: Labels; value: number }>()
  return {
    add: (labels) => {
      const key = JSON.stringify(labels)
      const known = counted.get(key) ?? { labels, value: 0 }
      known.value += 1
      counted.set(key, known)
    },
    family: () => ({ name, help, kind: 'counter', samples: [...counted.values()] }),
  }
}
