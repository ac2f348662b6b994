import { Button as AriaButton, type ButtonProps } from 'react-aria-components'

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong data-pressed:bg-accent-strong',
  plain: 'bg-surface text-ink shadow-raise hover:bg-hover data-pressed:bg-press',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink data-pressed:bg-press',
  danger: 'text-danger hover:bg-danger-soft data-pressed:bg-danger-soft',
} as const

const SIZES = {
  normal: 'h-8 rounded-lg px-3 text-sm',
  small: 'h-7 rounded-md px-2 text-xs',
  square: 'size-8 rounded-lg text-sm',
} as const

type Props = Omit<ButtonProps, 'className' | 'style'> & {
  readonly look?: keyof typeof LOOKS
  readonly size?: keyof typeof SIZES
  readonly className?: string
}

export function Button({ look = 'plain', size = 'normal', className = '', ...props }: Props) {
  return (
    <AriaButton
      {...props}
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 font-medium whitespace-nowrap transition duration-100 disabled:opacity-50 data-pending:opacity-60 ${LOOKS[look]} ${SIZES[size]} ${className}`}
    />
  )
}
