import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { EventTypeCard } from './event-type-card.tsx'

/** What outsiders can book, where, and what they would find there now. */
export function LinksDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const types = useQuery(desk.eventTypes.list.queryOptions())
  const { session } = useDesk()
  const members = useQuery(desk.members.list.queryOptions()).data ?? []
  const isOwn = (owner: string): boolean => owner === session.member.id
  const shown = (types.data ?? [])
    .filter(({ eventType }) => eventType.status !== 'archived')
    .sort((a, b) => Number(isOwn(b.eventType.owner)) - Number(isOwn(a.eventType.owner)))
  const nameOf = (owner: string): string | undefined =>
    isOwn(owner) ? undefined : members.find((member) => member.id === owner)?.name
  return (
    <ModalDialog title={t('links.title')} description={t('links.explain')} width="wide" onClose={onClose}>
      {types.isPending && <div className="skeleton h-32" />}
      {types.error && <Notice kind="error">{refusalText(types.error, t)}</Notice>}
      {types.isSuccess && shown.length === 0 && <Notice kind="hint">{t('links.none')}</Notice>}
      <ul className="flex flex-col gap-3">
        {shown.map((entry) => (
          <EventTypeCard key={entry.eventType.id} entry={entry} ownerName={nameOf(entry.eventType.owner)} />
        ))}
      </ul>
    </ModalDialog>
  )
}
