import { ZoneName } from '../model/wall.ts'
import { offsetAt, offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'
import { fixedZone } from './fixed-zone.ts'
import { WINDOWS_ZONES } from './windows-zones.ts'

/** [from, until) in epoch ms. */
export type Span = { readonly from: number; readonly until: number }

/**
 * The IANA zone whose clocks read as `offsets` say over `span`: `preferred` first, then the well-known ones, then any.
 * `offsets` in order, without gaps, over the whole of `span`. Undefined where there is none.
 */
export function matchingZone(
  offsets: readonly OffsetSpan[],
  span: Span,
  preferred: readonly ZoneName[],
): ZoneName | undefined {
  const fits = (zone: ZoneName) => readsAs(zone, offsets, span)
  return preferred.find(fits) ?? onlyOffset(offsets) ?? wellKnownZones().find(fits) ?? everyZone().find(fits)
}

/** The well-known zone that reads as `offsets` say for the longest part of `span`. */
export function nearestZone(offsets: readonly OffsetSpan[], span: Span): ZoneName {
  let nearest = { zone: ZoneName.parse('UTC'), agreed: 0 }
  for (const zone of wellKnownZones()) {
    const agreed = commonTime(offsets, offsetSpans(zone, span.from, span.until))
    if (agreed > nearest.agreed) nearest = { zone, agreed }
  }
  return nearest.zone
}

function onlyOffset([only, ...others]: readonly OffsetSpan[]): ZoneName | undefined {
  return only && others.length === 0 ? fixedZone(only.offset) : undefined
}

function readsAs(zone: ZoneName, offsets: readonly OffsetSpan[], span: Span): boolean {
  // Most zones differ at the start already; only the others are worth a look at the whole span.
  if (offsetAt(zone, span.from) !== offsets[0]?.offset) return false
  const spans = offsetSpans(zone, span.from, span.until)
  return (
    spans.length === offsets.length &&
    spans.every((one, i) => one.from === offsets[i]?.from && one.offset === offsets[i].offset)
  )
}

function commonTime(a: readonly OffsetSpan[], b: readonly OffsetSpan[]): number {
  let sum = 0
  for (const one of a) {
    for (const other of b) {
      const common = Math.min(one.until, other.until) - Math.max(one.from, other.from)
      if (one.offset === other.offset && common > 0) sum += common
    }
  }
  return sum
}

let wellKnown: readonly ZoneName[] | undefined
let every: readonly ZoneName[] | undefined

function wellKnownZones(): readonly ZoneName[] {
  wellKnown ??= [...new Set(WINDOWS_ZONES.values())].flatMap((name) => ZoneName.safeParse(name).data ?? [])
  return wellKnown
}

function everyZone(): readonly ZoneName[] {
  every ??= Intl.supportedValuesOf('timeZone').flatMap((name) => ZoneName.safeParse(name).data ?? [])
  return every
}
