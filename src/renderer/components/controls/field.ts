// The look that every box one can type or choose in has.
const BOX =
  'min-w-0 rounded-lg bg-field px-2.5 text-sm text-ink transition-shadow outline-none hover:bg-press focus:bg-field focus:shadow-[inset_0_0_0_1.5px_var(--color-accent)] focus-visible:outline-none data-focus-visible:shadow-[inset_0_0_0_1.5px_var(--color-accent)] data-invalid:shadow-[inset_0_0_0_1.5px_var(--color-danger)] disabled:opacity-60'

/** One line, as wide as there is room. */
export const FIELD = `${BOX} h-8 w-full`
/** One line, as wide as what is in it. */
export const FIELD_SHORT = `${BOX} h-8`
/** Several lines. */
export const FIELD_TALL = `${BOX} w-full resize-none py-1.5`

export const FIELD_LABEL = 'text-xs font-medium text-ink-soft'
export const FIELD_ERROR = 'text-xs text-danger'
