import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberId } from '../../../core/model/ids.ts'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { twoWeeks } from './two-weeks.ts'

/** Of whom this computer does not know all that would be needed: what is shown of them may not be free. */
export function UnknownMembers({ members }: { readonly members: readonly MemberId[] }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const [span] = useState(() => twoWeeks(zone))
  const names = new Map((useQuery(desk.members.list.queryOptions()).data ?? []).map(({ id, name }) => [id, name]))
  const known = useQuery({
    ...desk.freeBusy.of.queryOptions({ input: { members: [...members], span } }),
    placeholderData: keepPreviousData,
  })
  const unknown = (known.data ?? []).filter(({ member, source }) => source !== 'full' && members.includes(member))
  if (unknown.length === 0) return null
  const list = unknown.map(({ member }) => names.get(member) ?? t('reason.somebody'))
  const people = new Intl.ListFormat(formats.locale, { type: 'conjunction' }).format(list)
  return <Notice kind="warning">{t('findTime.unknown', { people, count: list.length })}</Notice>
}
