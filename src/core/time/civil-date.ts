// The years of this count begin with March, so that a leap day is the last of its year: days from 0000-03-01 to 1970-01-01.
const TO_1970 = 719_468
const ERA = 146_097

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar, of the years from 0 on. Months count from 1. */
export function daysTo(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const century = Math.floor(marchYear / 100)
  const leapDays = (marchYear >> 2) - century + (century >> 2)
  // Months from March on: 31 30 31 30 31, twice, then 31 and what is left.
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
  return marchYear * 365 + leapDays + inYear + day - 1 - TO_1970
}

/** `YYYY-MM-DD` of the date so many days after 1970-01-01. RangeError outside the years 0000 to 9999. */
export function dateText(days: number): string {
  const all = days + TO_1970
  const era = Math.floor(all / ERA)
  const inEra = all - era * ERA
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1_460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const inYear = inEra - (365 * yearOfEra + (yearOfEra >> 2) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * inYear + 2) / 153)
  const day = inYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  if (!(year >= 0 && year <= 9_999)) throw new RangeError(`no date of four digits: ${days}`)
  return `${twoDigits(Math.floor(year / 100))}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(day)}`
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

/** Of a whole number from 0 to 99. */
export function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? ''
}
