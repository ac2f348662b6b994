import { ZoneName } from '../model/wall.ts'
import { offsetAt, offsetSpans, type OffsetSpan } from '../time/zone-offset.ts'
import { fixedZone } from './fixed-zone.ts'
import { WINDOWS_ZONES } from './windows-zones.ts'

const SAMPLES = 6

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

/** The well-known zone that agrees with `offsets` at most of some moments in the first years of `span`. */
export function nearestZone(offsets: readonly OffsetSpan[], span: Span): ZoneName {
  const moments = offsets.slice(0, SAMPLES).map((one) => Math.max(span.from, (one.from + one.until) / 2))
  let nearest = { zone: ZoneName.parse('UTC'), agreed: 0 }
  for (const zone of wellKnownZones()) {
    const agreed = moments.filter((at, i) => offsetAt(zone, at) === offsets[i]?.offset).length
    if (agreed > nearest.agreed) nearest = { zone, agreed }
  }
  return nearest.zone
}

function onlyOffset([only, ...others]: readonly OffsetSpan[]): ZoneName | undefined {
  return only && others.length === 0 ? fixedZone(only.offset) : undefined
}

// Most zones differ in the first years already: only the others are read for the whole span, which costs far more.
function readsAs(zone: ZoneName, offsets: readonly OffsetSpan[], span: Span): boolean {
  const agrees = offsets.every(
    ({ from, until, offset }) => offsetAt(zone, from) === offset && offsetAt(zone, until - 1) === offset,
  )
  if (!agrees) return false
  const spans = offsetSpans(zone, span.from, span.until)
  return spans.length === offsets.length && spans.every((one, i) => one.from === offsets[i]?.from)
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
