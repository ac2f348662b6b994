import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const LOOKS = {
  error: { icon: CircleAlert, style: 'bg-danger-soft text-danger' },
  warning: { icon: TriangleAlert, style: 'bg-warn-soft text-warn' },
  hint: { icon: Info, style: 'bg-field text-ink-soft' },
} as const satisfies Record<string, { icon: LucideIcon; style: string }>

type Props = { readonly kind: keyof typeof LOOKS; readonly children: ReactNode }

/** Something a person should read before going on; errors are said at once. */
export function Notice({ kind, children }: Props) {
  const { icon: Icon, style } = LOOKS[kind]
  return (
    <div
      role={kind === 'error' ? 'alert' : undefined}
      data-selectable
      className={`flex gap-2 rounded-lg px-3 py-2 text-xs ${style}`}
    >
      <Icon size={14} aria-hidden className="mt-px shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  )
}
