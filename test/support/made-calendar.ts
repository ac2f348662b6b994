const DAY = 86_400_000

/** A calendar file like a person's: `count` events around `from`, single and repeating, timed and all-day, in three zones, and one broken event. */
export function madeCalendar(count: number, from: Date): string {
  const events = Array.from({ length: count }, (_, index) => madeEvent(index, from))
  const broken = [
    'BEGIN:VEVENT',
    'UID:broken@example.org',
    'SUMMARY:Broken on purpose',
    'DTSTART:20261399T000000Z',
    'END:VEVENT',
  ]
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Somebody//Calendar//EN',
    ...events,
    ...broken,
    'END:VCALENDAR',
    '',
  ]
    .flat()
    .join('\r\n')
}

function madeEvent(index: number, from: Date): string[] {
  const day = new Date(from.getTime() + ((index * 7) % 60) * DAY).toISOString().slice(0, 10).replaceAll('-', '')
  const hour = String(8 + (index % 9)).padStart(2, '0')
  const frame = (...lines: string[]) => [
    'BEGIN:VEVENT',
    `UID:made-${index}@example.org`,
    'DTSTAMP:20260101T000000Z',
    `SUMMARY:Made ${index}`,
    ...lines,
    'END:VEVENT',
  ]
  switch (index % 5) {
    case 0:
      return frame(`DTSTART;VALUE=DATE:${day}`)
    case 1:
      return frame(`DTSTART;TZID=Europe/Berlin:${day}T${hour}0000`, 'DURATION:PT45M', 'RRULE:FREQ=WEEKLY;COUNT=4')
    case 2:
      return frame(`DTSTART;TZID=America/New_York:${day}T${hour}3000`, `DTEND;TZID=America/New_York:${day}T${hour}5500`)
    case 3:
      return frame(`DTSTART:${day}T${hour}0000Z`, `DTEND:${day}T${hour}3000Z`, 'LOCATION:Room 2')
    default:
      return frame(`DTSTART;TZID=Asia/Kathmandu:${day}T${hour}1500`, 'DURATION:PT1H')
  }
}
