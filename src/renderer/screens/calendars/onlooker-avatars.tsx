import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CalendarId } from '../../../core/model/ids.ts'
import { Avatar } from '../../components/avatar.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { useOnlookers } from '../../onlookers.ts'

const MOST_SHOWN = 3

/** The colleagues who have this calendar on their screens now. */
export function OnlookerAvatars({ calendar }: { readonly calendar: CalendarId }) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  const onlookers = useOnlookers(calendar)
  const { data: members = [] } = useQuery(desk.members.list.queryOptions())
  const people = onlookers.flatMap((id) => members.find((member) => member.id === id) ?? [])
  if (people.length === 0) return null
  const names = new Intl.ListFormat(formats.locale).format(people.map(({ name }) => name))
  const label = t('calendars.looking', { names, count: people.length })
  const rest = people.length - MOST_SHOWN
  return (
    <span title={label} className="flex shrink-0 items-center -space-x-1 ps-1">
      <span className="sr-only">{label}</span>
      {people.slice(0, MOST_SHOWN).map(({ id, name, colour }) => (
        <Avatar key={id} name={name} colour={colour} className="size-5 text-[9px] ring-2 ring-canvas" />
      ))}
      {rest > 0 && (
        <span aria-hidden className="ps-1.5 text-2xs text-ink-faint">
          +{formats.number(rest)}
        </span>
      )}
    </span>
  )
}
