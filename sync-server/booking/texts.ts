import { readFile } from 'node:fs/promises'
import { createInstance } from 'i18next'
import { z } from 'zod'

/** What invitees read, in their language. `t` of a key that is not there is the key itself. */
export type Texts = {
  readonly language: string
  t(key: string, values?: Readonly<Record<string, string | number>>): string
}

type Tree = { readonly [key: string]: string | Tree }
const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Tree])))

/** Loads the booking texts of `language`; throws where there are none. */
export async function createTexts(language = 'en'): Promise<Texts> {
  const file = new URL(`../../resources/translations/${language}/booking.json`, import.meta.url)
  const booking = Tree.parse(JSON.parse(await readFile(file, 'utf8')))
  const translations = createInstance()
  await translations.init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'booking',
    resources: { [language]: { booking } },
    // The `html` template escapes; mails in plain text must not be escaped at all.
    interpolation: { escapeValue: false },
  })
  return { language, t: (key, values = {}) => translations.t(key, { ...values }) }
}
