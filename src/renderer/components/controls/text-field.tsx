import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components'
import { FIELD, FIELD_ERROR, FIELD_LABEL, FIELD_TALL } from './field.ts'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'email' | 'password' | 'url'
  readonly autoComplete?: string
  readonly placeholder?: string
  readonly description?: string
  readonly error?: string | undefined
  readonly rows?: number
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly maxLength?: number
}

/** A labelled line of text, or several lines with `rows`. */
export function TextField({ label, placeholder, description, error, rows, ...props }: Props) {
  return (
    <AriaTextField
      {...props}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label className={FIELD_LABEL}>{label}</Label>
      {rows === undefined ? (
        <Input placeholder={placeholder} className={FIELD} />
      ) : (
        <TextArea placeholder={placeholder} rows={rows} className={FIELD_TALL} />
      )}
      {description !== undefined && (
        <Text slot="description" className="text-xs text-ink-faint">
          {description}
        </Text>
      )}
      <FieldError className={FIELD_ERROR}>{error}</FieldError>
    </AriaTextField>
  )
}
