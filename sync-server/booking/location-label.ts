import type { Location } from '../../src/core/model/event-type.ts'
import type { Texts } from './texts.ts'

/** `Video call` or `In person: 2 Mill Lane`. */
export function locationLabel({ kind, details }: Location, texts: Texts): string {
  const name = texts.t(`location.${kind}`)
  if (details === '') return name
  return kind === 'custom' ? details : `${name}: ${details}`
}
