import { Check, ChevronDown } from 'lucide-react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { FIELD, FIELD_LABEL } from './field.ts'

export type Option<T extends string> = {
  readonly id: T
  readonly name: string
  readonly detail?: string
  /** `#rrggbb`: a dot before the name. */
  readonly colour?: string
}

type Props<T extends string> = {
  readonly label: string
  /** The label is said, not shown. */
  readonly bare?: boolean
  readonly options: readonly Option<T>[]
  readonly value: T | undefined
  readonly onChange: (value: T) => void
  readonly isDisabled?: boolean
  readonly placeholder?: string
  readonly className?: string
}

export function SelectField<T extends string>({ label, bare, options, value, onChange, ...props }: Props<T>) {
  return (
    <Select
      aria-label={bare ? label : undefined}
      value={value ?? null}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      isDisabled={props.isDisabled}
      placeholder={props.placeholder}
      className={`flex min-w-0 flex-col gap-1.5 ${props.className ?? ''}`}
    >
      {!bare && <Label className={FIELD_LABEL}>{label}</Label>}
      <Button className={`${FIELD} flex items-center gap-2 pe-2 text-start`}>
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-ink-faint [&_[data-detail]]:hidden" />
        <ChevronDown size={14} aria-hidden className="shrink-0 text-ink-faint" />
      </Button>
      <Popover className="pop min-w-(--trigger-width) rounded-xl bg-raised p-1 shadow-float">
        <ListBox className="flex max-h-72 flex-col overflow-y-auto outline-none" items={options}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </Select>
  )
}

function OptionRow({ option }: { readonly option: Option<string> }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.name}
      className="group flex min-h-8 items-center gap-2 rounded-lg px-2 py-1 text-sm outline-none data-focused:bg-hover"
    >
      {option.colour !== undefined && <Dot colour={option.colour} />}
      <span className="min-w-0 flex-1 truncate">
        {option.name}
        {option.detail !== undefined && (
          <span data-detail className="block truncate text-xs text-ink-faint">
            {option.detail}
          </span>
        )}
      </span>
      <Check size={14} aria-hidden className="invisible shrink-0 text-accent group-data-selected:visible" />
    </ListBoxItem>
  )
}

export function Dot({ colour }: { readonly colour: string }) {
  return <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-(--dot)" style={{ '--dot': colour }} />
}
