import { Input, TextArea, TextField } from 'react-aria-components'
import { FIELD, FIELD_TALL } from '../../components/controls/field.ts'

type Props = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }

/** The first thing one types: large, without a box. */
export function TitleText({ label, value, onChange }: Props) {
  return (
    <TextField aria-label={label} value={value} onChange={onChange} maxLength={1_000}>
      <Input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popover was opened to type this
        autoFocus
        placeholder={label}
        className="w-full bg-transparent text-lg font-semibold tracking-tight outline-none focus-visible:outline-none"
      />
    </TextField>
  )
}

export function LineText({ label, value, onChange }: Props) {
  return (
    <TextField aria-label={label} value={value} onChange={onChange} maxLength={2_000}>
      <Input placeholder={label} className={FIELD} />
    </TextField>
  )
}

/** Grows with what is typed, up to a point. */
export function LongText({ label, value, onChange }: Props) {
  return (
    <TextField aria-label={label} value={value} onChange={onChange} maxLength={100_000}>
      <TextArea placeholder={label} rows={2} className={`${FIELD_TALL} field-sizing-content max-h-40`} />
    </TextField>
  )
}
