import { ZoneName } from '../model/wall.ts'
import { offsetAt } from '../time/zone-offset.ts'
import { matchingZone } from './zone-match.ts'
import { WINDOWS_ZONES } from './windows-zones.ts'

const MINUTE = 60_000
// A northern and a southern winter, to read a zone's standard offset from.
const WINTERS = [1_768_435_200_000, 1_784_073_600_000]

/**
 * The IANA zone that a TZID names beyond doubt: its own name with a region (`Europe/Berlin`), one at the end of a path
 * (`/mozilla.org/20050126_1/Europe/Berlin`), a Windows name, UTC.
 */
export function zoneNamed(tzid: string): ZoneName | undefined {
  const name = tzid.trim()
  if (/^(?:utc|gmt|z|etc\/utc|coordinated universal time|tzone:\/\/microsoft\/utc)$/i.test(name)) return known('UTC')
  return known(WINDOWS_ZONES.get(name.toLowerCase()) ?? '') ?? regional(name)
}

/**
 * For a TZID that no VTIMEZONE explains: an abbreviation that the tz database holds (`EST5EDT`), a label of Windows
 * (`(UTC+01:00) Amsterdam, Berlin`, also without its offset), an offset (`UTC+2`).
 */
export function zoneGuessed(tzid: string): ZoneName | undefined {
  const name = tzid.trim()
  return known(name) ?? cityOfLabel(name) ?? zoneOfOffset(offsetIn(name))
}

function regional(name: string): ZoneName | undefined {
  const parts = name.split('/')
  for (let from = 0; from < parts.length - 1; from++) {
    const zone = known(parts.slice(from).join('/'))
    if (zone) return zone
  }
  return undefined
}

function known(name: string): ZoneName | undefined {
  const zone = ZoneName.safeParse(name.replaceAll(' ', '_'))
  return zone.success ? zone.data : undefined
}

/** `(UTC+01:00) Amsterdam, Berlin, Bern`: the first place that has a zone of its own with this standard offset. */
function cityOfLabel(label: string): ZoneName | undefined {
  const [, prefix, places = ''] = /^(\((?:UTC|GMT)[^)]*\))?\s*(.+)$/i.exec(label) ?? []
  const offset = offsetIn(label)
  if (prefix === undefined && !label.includes(',')) return undefined
  const cities = places.split(/[,;]/).map((place) => place.trim().toLowerCase().replaceAll(' ', '_'))
  const zones = cities.flatMap((city) => zonesByCity().get(city) ?? [])
  return zones.find((zone) => offset === undefined || standardOffset(zone) === offset)
}

function standardOffset(zone: ZoneName): number {
  return Math.min(...WINTERS.map((at) => offsetAt(zone, at)))
}

function offsetIn(name: string): number | undefined {
  const [, sign, hours, minutes] = /^\(?(?:UTC|GMT)?\s*([+-])(\d{1,2})(?:[:.]?(\d{2}))?(?:\)|$)/i.exec(name) ?? []
  if (hours === undefined) return undefined
  const size = (Number(hours) * 60 + Number(minutes ?? 0)) * MINUTE
  return sign === '-' ? -size : size
}

// Where no zone keeps just this offset for ever, one that has kept it for years will do.
function zoneOfOffset(offset: number | undefined): ZoneName | undefined {
  const [from, until] = WINTERS
  if (offset === undefined || from === undefined || until === undefined) return undefined
  return matchingZone([{ from, until, offset }], { from, until }, [])
}

let byCity: ReadonlyMap<string, readonly ZoneName[]> | undefined

function zonesByCity(): ReadonlyMap<string, readonly ZoneName[]> {
  byCity ??= Map.groupBy(
    Intl.supportedValuesOf('timeZone').flatMap((name) => ZoneName.safeParse(name).data ?? []),
    (zone) => zone.split('/').at(-1)?.toLowerCase() ?? '',
  )
  return byCity
}
