import { useQuery } from '@tanstack/react-query'
import { Check, Copy, ExternalLink, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isEnough } from '../../../core/scheduling/is-enough.ts'
import { Badge } from '../../components/controls/badge.tsx'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { Dot } from '../../components/controls/select-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { useCopy } from '../../use-copy.ts'
import { useDialogs } from '../desk/dialogs.ts'
import { SlotPreview } from './slot-preview.tsx'

type Entry = Awaited<ReturnType<typeof desk.eventTypes.list.call>>[number]

type Props = {
  readonly entry: Entry
  /** Absent: one's own. */
  readonly ownerName: string | undefined
}

export function EventTypeCard({ entry: { eventType, links, publicUrls }, ownerName }: Props) {
  const { t } = useTranslation()
  const lost = useLostSlugs(links)
  const { session } = useDesk()
  const { open } = useDialogs()
  const canBook = isEnough(eventType, session.member.id) && eventType.status === 'active' && publicUrls.length > 0
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line p-4">
      <div className="flex items-center gap-2.5">
        <Dot colour={eventType.colour} />
        <h3 className="min-w-0 truncate text-sm font-semibold">{eventType.name}</h3>
        <span className="shrink-0 text-xs text-ink-faint">
          {eventType.durations.map((count) => t('links.minutes', { count })).join(' · ')}
        </span>
        {ownerName !== undefined && (
          <span className="min-w-0 flex-1 truncate text-end text-xs text-ink-faint">{ownerName}</span>
        )}
        {eventType.status === 'inactive' && <Badge tone="quiet" text={t('links.inactive')} />}
        {eventType.private && <Badge tone="quiet" text={t('links.private')} />}
      </div>
      {publicUrls.length === 0 && <p className="text-xs text-ink-faint">{t('links.draft')}</p>}
      {publicUrls.map((url) =>
        lost.some((slug) => url.endsWith(`/${slug}/`)) ? (
          <Notice key={url} kind="warning">
            {t('links.lost', { url })}
          </Notice>
        ) : (
          <PublicAddress key={url} url={url} />
        ),
      )}
      {eventType.status === 'active' && <SlotPreview type={eventType} />}
      {canBook && (
        <div>
          <Button size="small" onPress={() => open({ kind: 'book', eventType: eventType.id })}>
            <UserPlus size={13} aria-hidden />
            {t('booking.bookFor')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** Of addresses that somebody else has the desk knows only what the server says; offline it knows of none. */
function useLostSlugs(links: Entry['links']): string[] {
  const lost = useQuery({ ...desk.eventTypes.lostAddresses.queryOptions(), retry: false }).data ?? []
  return links.filter(({ id }) => lost.includes(id)).map(({ slug }) => slug)
}

function PublicAddress({ url }: { readonly url: string }) {
  const { t } = useTranslation()
  const { copied, copy } = useCopy()
  const Sign = copied ? Check : Copy
  return (
    <div className="flex items-center gap-1.5">
      <span data-selectable className="min-w-0 flex-1 truncate rounded-lg bg-field px-2.5 py-1.5 text-xs">
        {url}
      </span>
      <Button size="small" onPress={() => copy(url)} aria-label={t('links.copyOf', { url })}>
        <Sign size={13} aria-hidden />
        {copied ? t('copy.done') : t('links.copy')}
      </Button>
      <a
        href={url}
        target="_blank"
        rel="noreferrer"
        className="inline-flex h-7 items-center gap-1.5 rounded-lg px-2 text-xs font-medium text-ink-soft hover:bg-hover hover:text-ink"
      >
        <ExternalLink size={13} aria-hidden />
        {t('links.open')}
      </a>
    </div>
  )
}
