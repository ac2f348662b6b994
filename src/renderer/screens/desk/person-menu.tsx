import { CalendarSearch, Clock, Laptop, Link2, LogIn, LogOut, Upload } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../components/avatar.tsx'
import { MenuItem, MenuLine } from '../../components/controls/menu-item.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { useDialogs } from './dialogs.ts'
import { ThemeItems } from './theme-items.tsx'

/** Who is at this desk, and everything that is about them rather than about a date. */
export function PersonMenu() {
  const { t } = useTranslation()
  const { session } = useDesk()
  const { open } = useDialogs()
  const sync = useQuery(desk.sync.state.queryOptions()).data
  const { member, server } = session
  return (
    <MenuTrigger>
      <Button className="m-2 flex items-center gap-2.5 rounded-lg px-2 py-1.5 text-start transition-colors hover:bg-hover data-pressed:bg-press">
        <Avatar name={member.name} colour={member.colour} className="size-7 text-2xs" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm leading-4 font-medium">{member.name}</span>
          <span className="block truncate text-2xs text-ink-faint">{session.email ?? t('desk.thisComputer')}</span>
        </span>
      </Button>
      <Popover placement="top start" className="pop w-56 rounded-xl bg-raised p-1 shadow-float">
        <Menu aria-label={t('desk.menu')} className="outline-none">
          <MenuItem icon={Upload} name={t('desk.import')} onAction={() => open({ kind: 'import' })} />
          <MenuItem icon={Link2} name={t('desk.links')} onAction={() => open({ kind: 'links' })} />
          <MenuItem icon={CalendarSearch} name={t('findTime.menu')} onAction={() => open({ kind: 'find-time' })} />
          <MenuItem icon={Clock} name={t('desk.hours')} onAction={() => open({ kind: 'hours' })} />
          <MenuLine />
          <ThemeItems />
          {server !== undefined && sync?.problem !== 'signed-out' && (
            <>
              <MenuLine />
              <MenuItem icon={Laptop} name={t('desk.devices')} onAction={() => open({ kind: 'devices' })} />
              <MenuItem icon={LogOut} name={t('desk.signOut')} onAction={() => open({ kind: 'sign-out' })} />
            </>
          )}
          {(server === undefined || sync?.problem === 'signed-out') && (
            <>
              <MenuLine />
              <MenuItem icon={LogIn} name={t('desk.connect')} onAction={() => open({ kind: 'connect' })} />
            </>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
