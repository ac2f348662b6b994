import type { LucideIcon } from 'lucide-react'
import { MenuItem as AriaMenuItem, Separator } from 'react-aria-components'

type Props = {
  readonly icon?: LucideIcon
  readonly name: string
  readonly onAction: () => void
  readonly danger?: boolean
}

export function MenuItem({ icon: Icon, name, onAction, danger }: Props) {
  return (
    <AriaMenuItem
      onAction={onAction}
      textValue={name}
      className={`flex h-8 items-center gap-2.5 rounded-lg px-2 text-sm outline-none data-focused:bg-hover ${danger ? 'text-danger' : ''}`}
    >
      {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden className={danger ? '' : 'text-ink-faint'} />}
      {name}
    </AriaMenuItem>
  )
}

export function MenuLine() {
  return <Separator className="mx-2 my-1 h-px border-0 bg-line" />
}
