import { CalendarDays, Clock, type LucideIcon, MapPin, Repeat as RepeatIcon, TextAlignStart } from 'lucide-react'
import type { ReactNode } from 'react'
import { Input, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { CheckBox } from '../../components/controls/check-box.tsx'
import { FIELD, FIELD_ERROR, FIELD_TALL } from '../../components/controls/field.ts'
import { SelectField } from '../../components/controls/select-field.tsx'
import type { AppointmentForm } from './appointment-form.ts'
import { CalendarSelect } from './calendar-select.tsx'
import type { EditorProps } from './editor-popover.tsx'
import { TimeRow } from './time-row.tsx'

type Props = Pick<EditorProps, 'form' | 'existing' | 'onChange'> & { readonly isInverted: boolean }

export function EditorFields({ form, existing, isInverted, onChange }: Props) {
  const { t } = useTranslation()
  const set = (change: Partial<AppointmentForm>): void => onChange({ ...form, ...change })
  return (
    <div className="flex flex-col gap-3">
      <TextField
        aria-label={t('editor.title')}
        value={form.title}
        onChange={(title) => set({ title })}
        maxLength={1_000}
      >
        <Input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popover was opened to type this
          autoFocus
          placeholder={t('editor.titleHint')}
          className="w-full bg-transparent text-lg font-semibold tracking-tight outline-none focus-visible:outline-none"
        />
      </TextField>
      <Row icon={Clock}>
        <TimeRow value={form} isInverted={isInverted} onChange={set} />
        {isInverted && (
          <p role="alert" className={FIELD_ERROR}>
            {t('editor.inverted')}
          </p>
        )}
        <CheckBox isSelected={form.allDay} onChange={(allDay) => set({ allDay })}>
          {t('editor.allDay')}
        </CheckBox>
      </Row>
      {(!existing || existing.recurring) && (
        <Row icon={RepeatIcon}>
          <RepeatSelect form={form} existing={existing} onChange={set} />
        </Row>
      )}
      <Row icon={MapPin}>
        <Line label={t('editor.location')} value={form.location} onChange={(location) => set({ location })} />
      </Row>
      <Row icon={TextAlignStart}>
        {form.description !== '' && (
          <Lines
            label={t('editor.description')}
            value={form.description}
            onChange={(description) => set({ description })}
          />
        )}
        <Lines label={t('editor.notes')} value={form.notes} onChange={(notes) => set({ notes })} />
      </Row>
      <Row icon={CalendarDays}>
        <CalendarSelect
          value={form.calendar}
          isFixed={existing !== undefined}
          onChange={(calendar) => set({ calendar })}
        />
        <div className="flex gap-5">
          <CheckBox
            isSelected={form.availability === 'free'}
            onChange={(free) => set({ availability: free ? 'free' : 'busy' })}
          >
            {t('editor.free')}
          </CheckBox>
          <CheckBox isSelected={form.private} onChange={(isPrivate) => set({ private: isPrivate })}>
            {t('editor.private')}
          </CheckBox>
        </div>
      </Row>
    </div>
  )
}

function Row({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <Icon size={15} strokeWidth={1.75} aria-hidden className="mt-2 shrink-0 text-ink-faint" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">{children}</div>
    </div>
  )
}

type TextProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }

function Line({ label, value, onChange }: TextProps) {
  return (
    <TextField aria-label={label} value={value} onChange={onChange} maxLength={2_000}>
      <Input placeholder={label} className={FIELD} />
    </TextField>
  )
}

function Lines({ label, value, onChange }: TextProps) {
  return (
    <TextField aria-label={label} value={value} onChange={onChange} maxLength={100_000}>
      <TextArea placeholder={label} rows={2} className={`${FIELD_TALL} field-sizing-content max-h-40`} />
    </TextField>
  )
}

type RepeatProps = Pick<Props, 'form' | 'existing'> & { readonly onChange: (change: Partial<AppointmentForm>) => void }

function RepeatSelect({ form, existing, onChange }: RepeatProps) {
  const { t } = useTranslation()
  // A series that is there stays one; what it follows may change.
  const kinds = existing ? (['daily', 'weekly', 'monthly'] as const) : (['none', 'daily', 'weekly', 'monthly'] as const)
  const options = [...kinds, ...(form.repeat === 'other' ? (['other'] as const) : [])]
  return (
    <SelectField
      bare
      label={t('editor.repeat')}
      options={options.map((id) => ({ id, name: t(`repeat.${id}`) }))}
      value={form.repeat}
      onChange={(repeat) => onChange({ repeat })}
    />
  )
}
