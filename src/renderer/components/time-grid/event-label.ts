import type { TFunction } from 'i18next'
import type { ZoneName } from '../../../core/model/wall.ts'
import type { Formats } from '../../formats.ts'
import type { GridEvent } from './grid-model.ts'
import { shownTitle } from './shown-title.ts'

/** What a screen reader says of an event: title, time, calendar, and what else its look tells. */
export function eventLabel(event: GridEvent, zone: ZoneName, formats: Formats, t: TFunction): string {
  const when = formats.appointment(event.time, zone)
  return [
    shownTitle(event, t),
    event.time.kind === 'all-day' ? t('event.allDayOn', { days: when }) : when,
    event.calendarName,
    event.location,
    event.tone === 'cancelled' && t('event.cancelled'),
    event.tone === 'tentative' && t('event.tentative'),
    event.recurring && t('event.repeats'),
    event.booked && t('event.booked'),
    event.standing === 'conflict' && t('event.conflict'),
    event.private && t('event.private'),
    event.waiting && t('event.waiting'),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
}

/** When, as short as a block needs it: the whole span, and the start alone. */
export function timeTexts(time: GridEvent['time'], zone: ZoneName, formats: Formats): { whole: string; start: string } {
  switch (time.kind) {
    case 'all-day':
      return { whole: '', start: '' }
    case 'timed':
      return {
        whole: formats.clockRange(time.startsAt, time.endsAt, zone),
        start: formats.clock(time.startsAt, zone),
      }
    case 'floating':
      return { whole: formats.readings(time.start, time.end), start: formats.reading(time.start) }
  }
}
