import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import { isoWriter } from '../../../src/core/time/iso-writer.ts'
import { isoWithOffset, wallDateOf } from '../../../src/core/time/wall-clock.ts'

const zones = ['UTC', 'Europe/London', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Monrovia'].map(
  (name) => ZoneName.parse(name),
)
const first = Date.parse('1880-01-01T00:00:00Z')
const last = Date.parse('2100-01-01T00:00:00Z')
const moments = fc.oneof(
  // Around changes of the clock and midnights, in any order.
  ...['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2011-12-30T10:00:00Z', '1972-01-07T00:44:30Z'].map((text) =>
    fc.integer({ min: -200, max: 200 }).map((quarters) => Date.parse(text) + quarters * 900_000),
  ),
  fc.integer({ min: first, max: last }),
)

test('S16 a writer of one zone writes what is written one by one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(moments, { minLength: 1, maxLength: 40 }), (zone, list) => {
      const { iso, date } = isoWriter(zone)
      for (const at of list.map(instant)) {
        expect(iso(at)).toBe(isoWithOffset(at, zone))
        expect(date(at)).toBe(wallDateOf(at, zone))
      }
    }),
    { numRuns: 500 },
  )
})
