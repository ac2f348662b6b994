import { subscribeToViewSettings, viewSettings } from './view-settings.ts'

/** Light or dark: by the system unless the person has chosen. styles.css does the rest by `color-scheme`. */
export function applyTheme(root: HTMLElement): void {
  const apply = (): void => {
    root.dataset.theme = viewSettings().theme
  }
  apply()
  subscribeToViewSettings(apply)
}
