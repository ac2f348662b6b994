import { subtractSpans, uniteSpans, type Spans } from '../time/spans.ts'
import { hourLayers } from './hour-layers.ts'
import type { HostHours } from './host-time.ts'

/** S3 to S5: when the host works, sorted and merged, in epoch ms; the spans may reach out of `within`. */
export function hoursWithin(host: HostHours, within: { readonly start: number; readonly end: number }): Spans {
  const { opened, closures } = hourLayers(host, within)
  return closures.length === 0 ? opened : subtractSpans(opened, uniteSpans(closures.map(({ time }) => time)))
}
