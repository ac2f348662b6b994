import { DAY, type Interval } from '../../core/model/instant.ts'
import { refusal } from './refusals.ts'

const LONGEST = 400 * DAY

/** The span as it is, where it can be answered. */
export function boundedSpan(span: Interval): Interval {
  const length = span.end - span.start
  if (length < 0 || length > LONGEST) throw refusal('invalid-input', { fields: ['span'] })
  return span
}
