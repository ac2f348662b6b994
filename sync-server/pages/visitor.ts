import { z } from 'zod'
import { ZoneName } from '../../src/core/model/wall.ts'
import { type Clock, dateLocale, usualClock } from '../booking/time-label.ts'

/** What a visitor said or their browser says of how times are to be written; all of it unchecked. */
export type Visitor = {
  readonly timezone?: string | undefined
  readonly clock?: string | undefined
  /** `Accept-Language` */
  readonly languages?: string | undefined
}

export type Reading = {
  readonly locale: string
  readonly clock: Clock
  /** Where it was chosen on the page. */
  readonly chosenClock: Clock | undefined
}

/**
 * Dates as written where the visitor reads the language of our texts, else as at the workspace; hours as usual where their first
 * language is spoken, until they choose.
 */
export function readingOf(visitor: Visitor, { workspaceLocale, language }: Locales): Reading {
  const asked = languagesOf(visitor.languages)
  const locale = asked.find((one) => one.startsWith(`${language}-`)) ?? dateLocale(workspaceLocale, language)
  const chosenClock = z.enum(['12', '24']).safeParse(visitor.clock).data
  return { locale, clock: chosenClock ?? usualClock(asked[0] ?? locale), chosenClock }
}

type Locales = { readonly workspaceLocale: string; readonly language: string }

/** The zone that was chosen; undefined for none, and for one that nobody knows. */
export function chosenZone({ timezone }: Visitor): ZoneName | undefined {
  return ZoneName.safeParse(timezone).data
}

// A header of a browser is short; whatever is longer was not written by one.
const MOST = 20

function languagesOf(header = ''): string[] {
  return header
    .split(',', MOST)
    .flatMap((part) => {
      const [tag = ''] = part.trim().split(';')
      return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(tag) ? tag : []
    })
    .flatMap((tag) => Intl.getCanonicalLocales(tag))
}
