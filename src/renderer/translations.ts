import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import desk from '../../resources/translations/en/desk.json' with { type: 'json' }

/** Every text of the screens. English is bundled: it is also what a missing translation falls back to. */
export async function startTranslations(): Promise<void> {
  await createInstance()
    .use(initReactI18next)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      defaultNS: 'desk',
      resources: { en: { desk } },
      // React escapes.
      interpolation: { escapeValue: false },
    })
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk'
    resources: { desk: typeof desk }
  }
}
