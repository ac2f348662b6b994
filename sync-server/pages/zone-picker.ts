import type { Instant } from '../../src/core/model/instant.ts'
import type { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import { timeLabels } from '../booking/time-label.ts'
import type { BookingPage } from './booking-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { zoneGroups } from './zone-groups.ts'

type ZonePicker = BookingPage & { readonly now: Instant; readonly selected: WallDate | undefined }

/** Lets the visitor choose the zone that times are shown in, by a form that needs no script; where people meet there is no choice. */
export function zonePicker(page: ZonePicker): Html {
  const { texts, locale, clock, zone, zoneIs, hostZone, event, now, place, selected, keep } = page
  if (zoneIs === 'locked') {
    return html`<p class="zone locked">${icon('globe')}${texts.t('zone.locked', { zone: spokenZone(hostZone) })}</p>`
  }
  const time = timeLabels(locale, hostZone, clock).time(now)
  const kept = { date: selected, duration: keep.duration, clock: keep.clock }
  return html`<form class="zone" method="get" action="${place.base}">
    ${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
    <label for="timezone">${icon('globe')}${texts.t('zone.label')}</label>
    <select id="timezone" name="timezone">
      ${zoneGroups([zone, hostZone]).map(({ region, zones }) => group(region ?? texts.t('zone.otherRegion'), zones, zone))}
    </select>
    <button>${texts.t('zone.show')}</button>
    <p>${texts.t('zone.hostZone', { host: event.host, zone: spokenZone(hostZone), time })}</p>
  </form>`
}

function group(region: string, zones: readonly string[], selected: ZoneName): Html {
  return html`<optgroup label="${region}">${zones.map((zone) => option(zone, selected))}</optgroup>`
}

function option(zone: string, selected: ZoneName): Html {
  const label = spokenZone(zone)
  const value = label !== zone && html` value="${zone}"`
  const chosen = zone === selected && html` selected`
  return html`<option${value}${chosen}>${label}</option>`
}
