import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components'

type Props = {
  readonly isSelected: boolean
  readonly onChange: (selected: boolean) => void
  readonly children: ReactNode
  readonly 'aria-label'?: string
  /** `#rrggbb`; the accent where absent. */
  readonly colour?: string
  readonly isDisabled?: boolean
  readonly className?: string
}

export function CheckBox({ children, colour, className = '', ...props }: Props) {
  return (
    <Checkbox {...props} className={`group flex min-w-0 items-center gap-2 text-sm disabled:opacity-60 ${className}`}>
      <span
        className="flex size-3.5 shrink-0 items-center justify-center rounded-[4px] border-[1.5px] border-(--box) text-white transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-focus-visible:outline-accent group-data-selected:bg-(--box)"
        style={{ '--box': colour ?? 'var(--color-accent)' }}
      >
        <Check size={10} strokeWidth={3.5} aria-hidden className="opacity-0 group-data-selected:opacity-100" />
      </span>
      {children}
    </Checkbox>
  )
}
