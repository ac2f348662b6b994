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

/** Loads the texts of pages and mails in `language`; throws where there are none. */
export async function createTexts(language = 'en'): Promise<Texts> {
  const booking = { ...(await treeOf(language, 'booking')), mail: await treeOf(language, 'mail') }
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

async function treeOf(language: string, name: string): Promise<Record<string, string | Tree>> {
  const file = new URL(`../../resources/translations/${language}/${name}.json`, import.meta.url)
  return z.record(z.string(), z.union([z.string(), Tree])).parse(JSON.parse(await readFile(file, 'utf8')))
}
