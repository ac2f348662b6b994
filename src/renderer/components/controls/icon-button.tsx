import type { LucideIcon } from 'lucide-react'
import { Button, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'

type Props = Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  readonly icon: LucideIcon
  readonly label: string
  readonly className?: string
}

/** A button that is a sign alone; its words show after a moment, and are always there for a screen reader. */
export function IconButton({ icon: Icon, label, className = '', ...props }: Props) {
  return (
    <TooltipTrigger delay={500}>
      <Button
        {...props}
        aria-label={label}
        className={`inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors duration-100 hover:bg-hover hover:text-ink disabled:opacity-40 data-pressed:bg-press ${className}`}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </Button>
      <Tooltip offset={6} className="pop rounded-md bg-ink px-2 py-1 text-xs text-canvas">
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
