const TONES = {
  quiet: 'bg-field text-ink-soft',
  warn: 'bg-warn-soft text-warn',
  good: 'bg-field text-good',
  danger: 'bg-danger-soft text-danger',
} as const

export function Badge({ tone, text }: { readonly tone: keyof typeof TONES; readonly text: string }) {
  return <span className={`rounded-md px-1.5 py-0.5 text-2xs font-medium ${TONES[tone]}`}>{text}</span>
}
