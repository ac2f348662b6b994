import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, CloudOff, Laptop, LoaderCircle } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { desk } from '../../engine.ts'
import { syncLook } from './sync-look.ts'
import { SyncPanel } from './sync-panel.tsx'

const TONES = {
  quiet: { icon: Laptop, style: 'text-ink-faint', label: '@max-[700px]/bar:sr-only' },
  busy: { icon: LoaderCircle, style: 'text-ink-soft', label: '@max-[700px]/bar:sr-only' },
  good: { icon: Check, style: 'text-ink-faint', label: '@max-[700px]/bar:sr-only' },
  warn: { icon: CloudOff, style: 'bg-warn-soft text-warn', label: '@max-[500px]/bar:sr-only' },
  danger: { icon: CircleAlert, style: 'bg-danger-soft text-danger', label: '@max-[500px]/bar:sr-only' },
} as const

/** How things stand with the server: always there, in as few words as it takes. */
export function SyncChip() {
  const { t } = useTranslation()
  const state = useQuery(desk.sync.state.queryOptions()).data
  if (!state) return null
  const { text, count, tone } = syncLook(state)
  const { icon: Icon, style, label: labelStyle } = TONES[tone]
  const label = t(`sync.${text}`, { count })
  return (
    <DialogTrigger>
      <Button
        data-sync={text}
        aria-label={t('sync.chip', { state: label })}
        className={`flex h-7 min-w-0 shrink items-center gap-1.5 rounded-full px-2.5 text-xs transition-colors hover:bg-hover ${style}`}
      >
        <Icon size={13} strokeWidth={2} aria-hidden className={`shrink-0 ${tone === 'busy' ? 'animate-spin' : ''}`} />
        <output className={`truncate ${labelStyle}`}>{label}</output>
      </Button>
      <Popover
        placement="bottom end"
        className="pop w-88 max-w-[calc(100vw-1.5rem)] rounded-2xl bg-raised shadow-float"
      >
        <Dialog aria-label={t('sync.title')} className="max-h-[inherit] overflow-y-auto outline-none">
          {({ close }) => <SyncPanel state={state} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
