import { DAY } from '../model/instant.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { DatePattern } from '../model/schedule.ts'
import { WallTime } from '../model/wall.ts'
import { checkedSeries } from './checked-series.ts'

/** The pattern, its rule in our one way of writing it. `end-before-start`: a span that holds no date. */
export function checkedDates(dates: DatePattern): Result<DatePattern, 'invalid-rule' | 'end-before-start'> {
  switch (dates.kind) {
    case 'weekly':
    case 'list':
      return ok(dates)
    case 'span':
      return dates.until < dates.from ? refuse('end-before-start') : ok(dates)
    case 'recurring': {
      const start = WallTime.parse(`${dates.first}T00:00:00`)
      const series = { start, allDay: true, length: DAY, rules: [dates.rule], rdates: [], exdates: [] }
      const checked = checkedSeries(series)
      return checked.ok ? ok({ ...dates, rule: checked.value.rules[0] ?? dates.rule }) : checked
    }
  }
}
