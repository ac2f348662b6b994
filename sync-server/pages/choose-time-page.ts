import type { Instant } from '../../src/core/model/instant.ts'
import type { WallDate } from '../../src/core/model/wall.ts'
import { dateLabel } from '../booking/time-label.ts'
import { bookingAddress } from './booking-address.ts'
import type { BookingPage } from './booking-page.ts'
import { bookingPage } from './booking-page.ts'
import { durationChoice } from './duration-choice.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { clockChoice } from './clock-choice.ts'
import { monthGrid } from './month-grid.ts'
import type { OpenMonth } from './open-month.ts'
import { timeList } from './time-list.ts'
import { zonePicker } from './zone-picker.ts'

export type ChooseTime = BookingPage & {
  readonly month: OpenMonth
  readonly selected: WallDate | undefined
  readonly now: Instant
  readonly zoneUnknown: boolean
}

/** Step one: a month with its free days, and the free times of one of them. */
export function chooseTimePage(page: ChooseTime): Html {
  const { texts } = page
  const title = texts.t('choose.title', { eventType: page.event.name, host: page.event.host })
  return bookingPage(page, {
    title,
    body: html`<section class="choose" ${liveAttributes(page)}>
      <h2>${texts.t('choose.heading')}</h2>
      ${page.zoneUnknown && html`<p class="note" role="status">${texts.t('zone.unknown', { zone: page.zone })}</p>`}
      ${durationChoice(page)}
      <div class="columns">${grid(page)} ${times(page)}</div>
      ${zonePicker(page)} ${clockChoice(page)}
    </section>`,
  })
}

function grid(page: ChooseTime): Html {
  const { place, keep, month } = page
  const free = new Map([...month.days].map(([day, starts]) => [day, starts.length]))
  const step = (to: WallDate | undefined) =>
    to === undefined
      ? undefined
      : { month: to, address: bookingAddress(place.base, { month: to.slice(0, 7), ...keep }) }
  return monthGrid(
    {
      ...month,
      free,
      selected: page.selected,
      weekStart: page.weekStart,
      previous: step(month.previous),
      next: step(month.next),
      addressOf: (date) => `${bookingAddress(place.base, { date, ...keep })}#times`,
    },
    page,
  )
}

function times(page: ChooseTime): Html {
  const { texts, locale, selected, month, place, zone, clock, keep } = page
  if (selected === undefined) return html`<div class="day" id="times"><p class="none">${noTimes(page)}</p></div>`
  const starts = month.days.get(selected) ?? []
  return html`<div class="day" id="times">
    <h3 tabindex="-1">${dateLabel(selected, locale, 'day')}</h3>
    ${starts.length === 0 && html`<p class="none">${texts.t('choose.noTimesOnDay')}</p>`}
    ${timeList({ starts, addressOf: (start) => bookingAddress(place.base, { start, ...keep }) }, { locale, zone, clock })}
  </div>`
}

function noTimes({ month, texts, locale, place, keep }: ChooseTime): Html {
  if (month.nextFree === undefined && month.days.size === 0) return html`${texts.t('choose.noTimes')}`
  const none = texts.t('choose.noTimesInMonth', { month: dateLabel(month.firstDay, locale, 'month') })
  if (month.nextFree === undefined) return html`${none}`
  const label = texts.t('choose.nextFree', { day: dateLabel(month.nextFree, locale, 'day') })
  return html`${none}
    <a rel="nofollow" href="${bookingAddress(place.base, { date: month.nextFree, ...keep })}">${label}</a>`
}

/** What the script goes by: where it hears of changes, and whether the zone may be the browser's. */
function liveAttributes({ place, zone, zoneIs }: ChooseTime): Html {
  return html`data-events="${place.events}" data-zone="${zone}"${zoneIs === 'assumed' && html` data-assumed`}`
}
