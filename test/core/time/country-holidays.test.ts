import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { WallDate, type WallDates } from '../../../src/core/model/wall.ts'
import { HolidayRegion } from '../../../src/core/model/workspace.ts'
import { countryHolidays } from '../../../src/core/time/country-holidays.ts'
import { holidayRegions, isHolidayRegion } from '../../../src/core/time/holiday-regions.ts'
import { addDays } from '../../../src/core/time/wall-clock.ts'

function within(from: string, until: string): WallDates {
  return { from: WallDate.parse(from), until: WallDate.parse(until) }
}

async function datesIn(region: object, from: string, until: string): Promise<string[]> {
  return (await countryHolidays(HolidayRegion.parse(region), within(from, until), 'en')).map(({ date }) => date)
}

const year = (n: number): [string, string] => [`${n}-01-01`, `${n}-12-31`]

describe('S5 Germany', () => {
  test.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('in %i, with Easter on %s: the nine of all, and the three more of Bavaria', async (n, easter) => {
    const fromEaster = (days: number) => addDays(WallDate.parse(easter), days)
    const all = [
      `${n}-01-01`,
      `${n}-05-01`,
      `${n}-10-03`,
      `${n}-12-25`,
      `${n}-12-26`,
      ...[-2, 1, 39, 50].map(fromEaster),
    ]
    const bavaria = [...all, `${n}-01-06`, fromEaster(60), `${n}-11-01`]
    expect(await datesIn({ country: 'DE' }, ...year(n))).toEqual(all.sort())
    expect(await datesIn({ country: 'DE', state: 'BY' }, ...year(n))).toEqual(bavaria.sort())
  })

  test('names are in the language asked for, else in the country’s own', async () => {
    const day = within('2026-10-03', '2026-10-03')
    const region = { country: 'DE' }
    const holiday = (name: string) => [{ date: '2026-10-03', name, source: 'country' }]
    expect(await countryHolidays(region, day, 'en-GB')).toEqual(holiday('National Holiday'))
    expect(await countryHolidays(region, day, 'de-DE')).toEqual(holiday('Tag der Deutschen Einheit'))
    expect(await countryHolidays(region, day)).toEqual(holiday('Tag der Deutschen Einheit'))
  })
})

describe('S5 days taken in place of a weekend’s are holidays too', () => {
  test('of the United States, over the turn of a year', async () => {
    expect(await datesIn({ country: 'US' }, '2021-12-01', '2022-02-28')).toEqual([
      '2021-12-24',
      '2021-12-25',
      '2021-12-31',
      '2022-01-01',
      '2022-01-17',
      '2022-02-21',
    ])
  })

  test('of the United States in 2026', async () => {
    expect(await datesIn({ country: 'US' }, ...year(2026))).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-07-04',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ])
  })

  test('of England in 2027 and 2028', async () => {
    expect(await datesIn({ country: 'GB', state: 'ENG' }, '2027-01-01', '2028-12-31')).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-03',
      '2027-05-31',
      '2027-08-30',
      '2027-12-25',
      '2027-12-26',
      '2027-12-27',
      '2027-12-28',
      '2028-01-01',
      '2028-01-03',
      '2028-04-14',
      '2028-04-17',
      '2028-05-01',
      '2028-05-29',
      '2028-08-28',
      '2028-12-25',
      '2028-12-26',
    ])
  })
})

test('a holiday of several days is each of them; half a day closes none', async () => {
  expect(await datesIn({ country: 'AE' }, '2026-03-21', '2026-05-28')).toEqual([
    '2026-03-21',
    '2026-03-22',
    '2026-05-27',
    '2026-05-28',
  ])
  expect(await datesIn({ country: 'IS' }, '2026-12-24', '2026-12-31')).toEqual(['2026-12-25', '2026-12-26'])
})

test('dates of other ages have none, and cost little', async () => {
  expect(await datesIn({ country: 'DE' }, '0001-01-01', '1969-12-31')).toEqual([])
  expect(await datesIn({ country: 'DE' }, '2101-01-01', '9999-12-31')).toEqual([])
})

test('of a country that is not known there are none, and it is said so', async () => {
  expect(await datesIn({ country: 'NP' }, ...year(2026))).toEqual([])
  const regions = [{ country: 'NP' }, { country: 'DE', state: 'XX' }, { country: 'DE' }, { country: 'DE', state: 'BY' }]
  const known = await Promise.all(regions.map(isHolidayRegion))
  expect(known).toEqual([false, false, true, true])
})

test('every country and part that is listed can be kept as a region, and is known', async () => {
  const countries = await holidayRegions('en')
  const regions = countries.flatMap(({ country, states }) => [
    { country },
    ...states.map(({ state }) => ({ country, state })),
  ])
  const strange: object[] = []
  for (const region of regions) {
    if (!HolidayRegion.safeParse(region).success || !(await isHolidayRegion(region))) strange.push(region)
  }
  expect({ strange, many: countries.length > 150, germany: countries.find(({ country }) => country === 'DE') }).toEqual(
    {
      strange: [],
      many: true,
      germany: { country: 'DE', name: 'Germany', states: expect.arrayContaining([{ state: 'BY', name: 'Bayern' }]) },
    },
  )
})

test('S16 the process’s own zone changes nothing', () => {
  const file = join(import.meta.dirname, '../../../src/core/time/country-holidays.ts')
  const script = `
    const { countryHolidays } = await import(${JSON.stringify(file)})
    const dates = { from: '2026-01-01', until: '2027-12-31' }
    const all = []
    for (const country of ['DE', 'US', 'GB', 'NZ', 'AE', 'IL']) all.push(await countryHolidays({ country }, dates, 'en'))
    console.log(JSON.stringify(all))`
  const [first, ...others] = [
    'UTC',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Asia/Kathmandu',
    'America/New_York',
  ].map((TZ) => {
    const args = ['--input-type=module', '-e', script]
    return spawnSync(process.execPath, args, { env: { ...process.env, TZ }, encoding: 'utf8' }).stdout
  })
  expect(first?.length).toBeGreaterThan(3_000)
  for (const other of others) expect(other).toBe(first)
})
