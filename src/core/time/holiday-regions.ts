import type { HolidayRegion } from '../model/workspace.ts'

/** A country with public holidays of its own, and the parts of it that differ. The parts are named as they are there, where the library knows no other. */
export type HolidayCountry = {
  readonly country: string
  readonly name: string
  readonly states: readonly { readonly state: string; readonly name: string }[]
}

/** Where public holidays are known of, by name. */
export async function holidayRegions(locale: string): Promise<HolidayCountry[]> {
  const { default: Library } = await import('date-holidays')
  const language = locale.split('-')[0]
  const library = new Library()
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  return Object.keys(library.getCountries())
    .map((country) => ({
      country,
      name: names.of(country) ?? country,
      states: statesOf(library.getStates(country, language)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
}

/** Whether holidays are known of there. */
export async function isHolidayRegion({ country, state }: HolidayRegion): Promise<boolean> {
  const { default: Library } = await import('date-holidays')
  const library = new Library()
  if (!Object.hasOwn(library.getCountries(), country)) return false
  return state === undefined || Object.hasOwn(library.getStates(country) ?? {}, state)
}

// Of the parts those whose code a region can carry; the islands of the Cook Islands have none.
function statesOf(states: Readonly<Record<string, string>> | undefined): HolidayCountry['states'] {
  return Object.entries(states ?? {})
    .filter(([state, name]) => name !== '' && /^[A-Z0-9]{1,6}$/.test(state))
    .map(([state, name]) => ({ state, name }))
}
