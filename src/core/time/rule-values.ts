// The values of single parts of a rule. What is none throws SyntaxError, which `parseRule` turns into a refusal.

/** As BYDAY writes them; the index is the weekday of `DayOfRule`. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** A weekday of BYDAY: 0 = Monday … 6 = Sunday (as rrule and RFC 5545 count weeks); `nth` of the month or year, 0 = every. */
export type DayOfRule = { readonly weekday: number; readonly nth: number }

/** `fromEnd`: the negative ones too. */
export type NumberRange = { readonly min: number; readonly max: number; readonly fromEnd?: true }

/** A list of numbers, sorted, each once. */
export function numbersOf(text: string, range: NumberRange): readonly number[] {
  return [...new Set(text.split(',').map((item) => numberOf(item, range)))].toSorted((a, b) => a - b)
}

/** One whole number of the range. */
export function numberOf(text: string, { min, max, fromEnd }: NumberRange): number {
  const value = /^[+-]?\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  const size = fromEnd ? Math.abs(value) : value
  if (!(size >= min && size <= max)) throw new SyntaxError(`${text.slice(0, 20)} is out of range`)
  // -0 would be written as 0 but compare differently in a Set.
  return value + 0
}

/** The days of BYDAY; none for an absent part. */
export function weekDaysOf(text: string | undefined): readonly DayOfRule[] {
  if (text === undefined) return []
  const days = new Map(
    text
      .split(',')
      .map(dayOf)
      .map((day) => [`${day.nth} ${day.weekday}`, day]),
  )
  return [...days.values()].toSorted((a, b) => a.nth - b.nth || a.weekday - b.weekday)
}

function dayOf(text: string): DayOfRule {
  const [, nth, name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? []
  return {
    weekday: weekdayOf(name),
    nth: nth === undefined ? 0 : numberOf(nth, { min: 1, max: 53, fromEnd: true }),
  }
}

/** 0 = Monday. */
export function weekdayOf(name: string): number {
  const weekday = WEEKDAYS.indexOf(name)
  if (weekday < 0) throw new SyntaxError(`no weekday ${name.slice(0, 20)}`)
  return weekday
}

/** Ms as if UTC; a date alone is its midnight. */
export function untilOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?$/.exec(text) ?? []
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const until = Date.parse(`${wall}Z`)
  // Date.parse turns 30 February into 2 March: what does not come out as it went in was no date.
  if (Number.isNaN(until) || new Date(until).toISOString().slice(0, 19) !== wall) {
    throw new SyntaxError(`UNTIL ${text.slice(0, 20)} is no wall time`)
  }
  return until
}
