import { HOUR, MINUTE } from '../model/instant.ts'
import type { Rule } from './rule.ts'

/** The times of day of a rule, in order: every hour with every minute with every second, told without listing them. */
export type TimesOfDay = { readonly count: number; at(n: number): number }

/** `rule` names hours, minutes and seconds (`explicitRule`). Milliseconds since midnight. */
export function timesOfDay({ hours, minutes, seconds }: Rule): TimesOfDay {
  const inHour = minutes.length * seconds.length
  return {
    count: hours.length * inHour,
    at: (n) =>
      (hours[Math.floor(n / inHour)] ?? 0) * HOUR +
      (minutes[Math.floor((n % inHour) / seconds.length)] ?? 0) * MINUTE +
      (seconds[n % seconds.length] ?? 0) * 1_000,
  }
}
