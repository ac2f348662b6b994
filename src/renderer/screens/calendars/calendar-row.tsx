import { Ellipsis, Palette, Share2, Upload } from 'lucide-react'
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CalendarView } from '../../../core/contract/desk.ts'
import { CheckBox } from '../../components/controls/check-box.tsx'
import { MenuItem } from '../../components/controls/menu-item.tsx'
import { changeViewSettings, useViewSettings } from '../../view-settings.ts'
import { useDialogs } from '../desk/dialogs.ts'
import { OnlookerAvatars } from './onlooker-avatars.tsx'
import { isWritable } from './use-calendars.ts'

/** A calendar to show or hide, and what can be done with it. */
export function CalendarRow({ view }: { readonly view: CalendarView }) {
  const { id, name, colour } = view.calendar
  const { hiddenCalendars } = useViewSettings()
  const show = (shown: boolean): void =>
    changeViewSettings({ hiddenCalendars: shown ? hiddenCalendars.filter((h) => h !== id) : [...hiddenCalendars, id] })
  return (
    <li className="group/row flex h-7 items-center rounded-md ps-1.5 transition-colors focus-within:bg-hover hover:bg-hover">
      <CheckBox isSelected={!hiddenCalendars.includes(id)} onChange={show} colour={colour} className="h-full flex-1">
        <span className="truncate">{name}</span>
      </CheckBox>
      <OnlookerAvatars calendar={id} />
      <RowMenu view={view} />
    </li>
  )
}

function RowMenu({ view: { calendar, permission }, view }: { readonly view: CalendarView }) {
  const { t } = useTranslation()
  const { open } = useDialogs()
  if (!isWritable(view)) return null
  return (
    <MenuTrigger>
      <Button
        aria-label={t('calendars.actions', { name: calendar.name })}
        className="flex size-7 shrink-0 items-center justify-center rounded-md text-ink-faint opacity-0 transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 hover:text-ink aria-expanded:opacity-100"
      >
        <Ellipsis size={15} aria-hidden />
      </Button>
      <Popover placement="bottom end" className="pop w-52 rounded-xl bg-raised p-1 shadow-float">
        <Menu aria-label={t('calendars.actions', { name: calendar.name })} className="outline-none">
          {permission === 'admin' && (
            <MenuItem
              icon={Palette}
              name={t('calendars.edit')}
              onAction={() => open({ kind: 'edit-calendar', calendar: calendar.id })}
            />
          )}
          {permission === 'admin' && (
            <MenuItem
              icon={Share2}
              name={t('calendars.share')}
              onAction={() => open({ kind: 'share', calendar: calendar.id })}
            />
          )}
          <MenuItem
            icon={Upload}
            name={t('calendars.import')}
            onAction={() => open({ kind: 'import', calendar: calendar.id })}
          />
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
