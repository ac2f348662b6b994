export type ZoneGroup = { readonly region: string | undefined; readonly zones: readonly string[] }

// The list of the runtime holds some zones under names that their cities have left behind.
const MODERN: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const common = Intl.supportedValuesOf('timeZone').map((zone) => MODERN[zone] ?? zone)

/** Every zone of the runtime by region, `also` among them even where the runtime lists them under another name. */
export function zoneGroups(also: readonly string[]): ZoneGroup[] {
  const all = [...new Set([...common, 'UTC', ...also])].toSorted()
  const byRegion = Map.groupBy(all, (zone) => (zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : undefined))
  return [...byRegion].map(([region, zones]) => ({ region, zones }))
}
