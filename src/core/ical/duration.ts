/** RFC 5545 3.3.6: days are nominal (the same wall time later), the rest is exact. */
export type Duration = { readonly days: number; readonly ms: number }

// Some programs write weeks and days behind the T.
const FORM = /^([+-]?)PT?(?:(\d{1,6})W)?T?(?:(\d{1,6})D)?(?:T?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/i

/** Undefined for anything else than a duration; weeks together with days are taken. */
export function readDuration(text: string): Duration | undefined {
  const match = FORM.exec(text.trim())
  if (!match || !/\d/.test(text) || /^[^T]*[HMS]/i.test(text)) return undefined
  const [, sign, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
  const ms = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000
  const nominal = Number(weeks) * 7 + Number(days)
  return sign === '-' ? { days: 0 - nominal, ms: 0 - ms } : { days: nominal, ms }
}
