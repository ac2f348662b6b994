import type { WallDate, Weekday } from '../../src/core/model/wall.ts'
import { addDays, weekdayOf } from '../../src/core/time/wall-clock.ts'
import type { Texts } from '../booking/texts.ts'
import { dateLabel, weekdayLabel } from '../booking/time-label.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'

export type MonthGrid = {
  readonly firstDay: WallDate
  readonly lastDay: WallDate
  readonly today: WallDate
  readonly selected: WallDate | undefined
  readonly weekStart: Weekday
  /** How many free times a day has. */
  readonly free: ReadonlyMap<WallDate, number>
  readonly previous: { readonly month: WallDate; readonly address: string } | undefined
  readonly next: { readonly month: WallDate; readonly address: string } | undefined
  readonly addressOf: (day: WallDate) => string
}

/** One month; the days that can be booked are links. */
export function monthGrid(grid: MonthGrid, { texts, locale }: { texts: Texts; locale: string }): Html {
  const month = dateLabel(grid.firstDay, locale, 'month')
  return html`<div class="month">
    <div class="month-head">
      <h3>${month}</h3>
      ${step(grid.previous, { label: 'choose.previousMonth', picture: 'back', texts, locale })}
      ${step(grid.next, { label: 'choose.nextMonth', picture: 'forth', texts, locale })}
    </div>
    <table>
      <caption>
        ${texts.t('choose.calendar', { month })}
      </caption>
      <thead>
        <tr>
          ${weekdays(grid.weekStart).map((day) => html`<th scope="col" abbr="${weekdayLabel(day, locale, 'long')}">${weekdayLabel(day, locale, 'short')}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${weeksOf(grid).map(
          (week) =>
            html`<tr>
              ${week.map((day) => cell(day, grid, { texts, locale }))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}

type Step = { label: string; picture: 'back' | 'forth'; texts: Texts; locale: string }

function step(to: MonthGrid['next'], { label, picture, texts, locale }: Step): Html {
  if (!to) return html`<span class="step">${icon(picture)}</span>`
  const name = texts.t(label, { month: dateLabel(to.month, locale, 'month') })
  return html`<a class="step" data-step="${picture}" rel="nofollow" href="${to.address}" aria-label="${name}"
    >${icon(picture)}</a
  >`
}

function cell(day: WallDate | undefined, grid: MonthGrid, { texts, locale }: { texts: Texts; locale: string }): Html {
  if (day === undefined) return html`<td></td>`
  const number = Number(day.slice(8))
  const today = day === grid.today && html` class="today"`
  const count = grid.free.get(day)
  if (count === undefined) return html`<td${today}><span>${number}</span></td>`
  const label = texts.t('choose.dayWithTimes', { count, day: dateLabel(day, locale, 'day') })
  const current = day === grid.selected && html` aria-current="date"`
  return html`<td${today}><a rel="nofollow" data-date="${day}" href="${grid.addressOf(day)}" aria-label="${label}"${current}>${number}</a></td>`
}

function weekdays(weekStart: Weekday): Weekday[] {
  return Array.from({ length: 7 }, (_, index) => (weekStart + index) % 7)
}

function weeksOf({ firstDay, lastDay, weekStart }: MonthGrid): (WallDate | undefined)[][] {
  const days: (WallDate | undefined)[] = Array.from({ length: (weekdayOf(firstDay) - weekStart + 7) % 7 })
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day)
  while (days.length % 7 !== 0) days.push(undefined)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}
