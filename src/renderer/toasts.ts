import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

/** A passing word about something that was done, with at most one thing to do about it. */
export type ToastContent = {
  readonly kind: 'done' | 'failed'
  readonly text: string
  readonly action?: { readonly name: string; readonly run: () => void }
}

export const toasts = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 })

/** Failures stay until they are closed; the rest goes by itself. */
export function toast(content: ToastContent): void {
  toasts.add(content, content.kind === 'done' ? { timeout: 7_000 } : {})
}
