import type { TFunction } from 'i18next'
import type { ZoneName } from '../../../core/model/wall.ts'
import type { Formats } from '../../formats.ts'
import type { GridEvent } from './grid-model.ts'

/** What a screen reader says of an event: title, time, calendar, and what else its look tells. */
export function eventLabel(event: GridEvent, zone: ZoneName, formats: Formats, t: TFunction): string {
  return [
    event.title || t('event.untitled'),
    event.time.kind === 'all-day' ? t('event.allDayOn', { days: timeOf(event, zone, formats) }) : timeOf(event, zone, formats),
    event.calendarName,
    event.location,
    event.tone === 'cancelled' && t('event.cancelled'),
    event.tone === 'tentative' && t('event.tentative'),
    event.recurring && t('event.repeats'),
    event.booked && t('event.booked'),
    event.private && t('event.private'),
    event.waiting && t('event.waiting'),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
}

function timeOf(event: GridEvent, zone: ZoneName, formats: Formats): string {
  return formats.appointment(event.time, zone)
}

/** The short time on an event's block. */
export function clockText(event: GridEvent, zone: ZoneName, formats: Formats): string {
  return timeText(event.time, zone, formats)
}

export function timeText(time: GridEvent['time'], zone: ZoneName, formats: Formats): string {
  switch (time.kind) {
    case 'all-day':
      return ''
    case 'timed':
      return formats.clockRange(time.startsAt, time.endsAt, zone)
    case 'floating':
      return formats.readings(time.start, time.end)
  }
}
