import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { Header, MenuItem, MenuSection } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { changeViewSettings, useViewSettings } from '../../view-settings.ts'

const THEMES = [
  { id: 'system', icon: Monitor },
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
] as const

/** Light, dark, or as the system has it. */
export function ThemeItems() {
  const { t } = useTranslation()
  const { theme } = useViewSettings()
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const chosen = THEMES.find(({ id }) => keys === 'all' || keys.has(id))
        if (chosen) changeViewSettings({ theme: chosen.id })
      }}
    >
      <Header className="px-2 pt-1 pb-0.5 text-2xs font-medium text-ink-faint">{t('theme.title')}</Header>
      {THEMES.map(({ id, icon: Icon }) => (
        <MenuItem
          key={id}
          id={id}
          textValue={t(`theme.${id}`)}
          className="group flex h-8 items-center gap-2.5 rounded-lg px-2 text-sm outline-none data-focused:bg-hover"
        >
          <Icon size={15} strokeWidth={1.75} aria-hidden className="text-ink-faint" />
          <span className="flex-1">{t(`theme.${id}`)}</span>
          <Check size={14} aria-hidden className="invisible text-accent group-data-selected:visible" />
        </MenuItem>
      ))}
    </MenuSection>
  )
}
