/** The look that every box one can type or choose in has. */
export const FIELD =
  'h-8 w-full min-w-0 rounded-lg bg-field px-2.5 text-sm text-ink transition-shadow outline-none hover:bg-press focus:bg-field focus:shadow-[inset_0_0_0_1.5px_var(--color-accent)] focus-visible:outline-none data-focus-visible:shadow-[inset_0_0_0_1.5px_var(--color-accent)] data-invalid:shadow-[inset_0_0_0_1.5px_var(--color-danger)] disabled:opacity-60'

export const FIELD_LABEL = 'text-xs font-medium text-ink-soft'
export const FIELD_ERROR = 'text-xs text-danger'
