import type { Instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { spokenZone } from '../booking/spoken-zone.ts'
import { timeLabels } from '../booking/time-label.ts'
import type { Texts } from '../booking/texts.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { zoneGroups } from './zone-groups.ts'

export type ZonePicker = {
  readonly zone: ZoneName
  readonly hostZone: ZoneName
  readonly host: string
  readonly now: Instant
  /** Where the form leads, and what of the present step it keeps. */
  readonly action: string
  readonly keep: Readonly<Record<string, string | undefined>>
}

/** Lets the visitor choose the zone that times are shown in, by a form that needs no script. */
export function zonePicker(picker: ZonePicker, { texts, locale }: { texts: Texts; locale: string }): Html {
  const time = timeLabels(locale, picker.hostZone).time(picker.now)
  return html`<form class="zone" method="get" action="${picker.action}">
    ${Object.entries(picker.keep).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
    <label for="timezone">${icon('globe')}${texts.t('zone.label')}</label>
    <select id="timezone" name="timezone">
      ${zoneGroups([picker.zone, picker.hostZone]).map(({ region, zones }) => group(region ?? texts.t('zone.otherRegion'), zones, picker.zone))}
    </select>
    <button>${texts.t('zone.show')}</button>
    <p>${texts.t('zone.hostZone', { host: picker.host, zone: spokenZone(picker.hostZone), time })}</p>
  </form>`
}

function group(region: string, zones: readonly string[], selected: ZoneName): Html {
  return html`<optgroup label="${region}">
    ${zones.map((zone) => {
      const chosen = zone === selected && html` selected`
      return html`<option value="${zone}" ${chosen}>${spokenZone(zone)}</option>`
    })}
  </optgroup> `
}
