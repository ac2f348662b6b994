import { Button as AriaButton, type ButtonProps } from 'react-aria-components'

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong data-pressed:bg-accent-strong',
  plain: 'bg-surface text-ink shadow-raise hover:bg-hover data-pressed:bg-press',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink data-pressed:bg-press',
  danger: 'text-danger hover:bg-danger-soft data-pressed:bg-danger-soft',
} as const

type Props = Omit<ButtonProps, 'className' | 'style'> & {
  readonly look?: keyof typeof LOOKS
  readonly className?: string
}

export function Button({ look = 'plain', className = '', ...props }: Props) {
  return (
    <AriaButton
      {...props}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-lg px-3 text-sm font-medium whitespace-nowrap transition-colors duration-100 disabled:opacity-50 ${LOOKS[look]} ${className}`}
    />
  )
}
