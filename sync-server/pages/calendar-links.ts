import type { Interval } from '../../src/core/model/instant.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import type { Texts } from '../booking/texts.ts'

export type CalendarEntry = {
  readonly title: string
  readonly time: Interval
  readonly where: string | undefined
}

/** Ways into the calendar of an invitee: a file for any of them, and the forms of three that many have. */
export function calendarLinks(entry: CalendarEntry, { token, texts }: { token: string; texts: Texts }): Html {
  const others = { Google: googleAddress(entry), Outlook: outlookAddress(entry), Yahoo: yahooAddress(entry) }
  return html`<p class="add">
    <a class="button" href="/booking/${token}/invite.ics">${texts.t('confirmed.addToCalendar')}</a>
    ${Object.entries(others).map(([name, address]) => html`<a rel="noopener noreferrer nofollow" href="${address}">${name}</a> `)}
  </p>`
}

// https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs describes all three. The manage link stays with us.
function googleAddress({ title, time, where }: CalendarEntry): string {
  const dates = `${compact(time.start)}/${compact(time.end)}`
  return address('https://calendar.google.com/calendar/render', {
    action: 'TEMPLATE',
    text: title,
    dates,
    location: where,
  })
}

function outlookAddress({ title, time, where }: CalendarEntry): string {
  return address('https://outlook.live.com/calendar/0/action/compose', {
    rru: 'addevent',
    subject: title,
    startdt: new Date(time.start).toISOString(),
    enddt: new Date(time.end).toISOString(),
    location: where,
  })
}

function yahooAddress({ title, time, where }: CalendarEntry): string {
  return address('https://calendar.yahoo.com/', {
    v: '60',
    title,
    st: compact(time.start),
    et: compact(time.end),
    in_loc: where,
  })
}

function address(base: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `${base}?${new URLSearchParams(given).toString()}`
}

/** UTC: `20261123T083000Z`. */
function compact(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
