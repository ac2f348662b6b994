import { CalendarDays, Clock, type LucideIcon, MapPin, Repeat, TextAlignStart } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckBox } from '../../components/controls/check-box.tsx'
import { FIELD_ERROR } from '../../components/controls/field.ts'
import type { AppointmentForm } from './appointment-form.ts'
import { CalendarSelect } from './calendar-select.tsx'
import type { EditorProps } from './editor-popover.tsx'
import { LineText, LongText, TitleText } from './editor-text.tsx'
import { RepeatSelect } from './repeat-select.tsx'
import { TimeRow } from './time-row.tsx'

type Props = Pick<EditorProps, 'form' | 'existing' | 'onChange'> & { readonly isInverted: boolean }
type RowsProps = Omit<Props, 'onChange'> & { readonly set: (change: Partial<AppointmentForm>) => void }

export function EditorFields({ onChange, ...props }: Props) {
  const { t } = useTranslation()
  const set = (change: Partial<AppointmentForm>): void => onChange({ ...props.form, ...change })
  return (
    <div className="flex flex-col gap-3">
      <TitleText label={t('editor.title')} value={props.form.title} onChange={(title) => set({ title })} />
      <WhenRows {...props} set={set} />
      <WhatRows {...props} set={set} />
      <CalendarRow {...props} set={set} />
    </div>
  )
}

function WhenRows({ form, existing, isInverted, set }: RowsProps) {
  const { t } = useTranslation()
  return (
    <>
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
        <Row icon={Repeat}>
          <RepeatSelect form={form} existing={existing} onChange={set} />
        </Row>
      )}
    </>
  )
}

function WhatRows({ form, existing, set }: RowsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Row icon={MapPin}>
        <LineText label={t('editor.location')} value={form.location} onChange={(location) => set({ location })} />
      </Row>
      <Row icon={TextAlignStart}>
        {existing?.described && (
          <LongText
            label={t('editor.description')}
            value={form.description}
            onChange={(description) => set({ description })}
          />
        )}
        <LongText label={t('editor.notes')} value={form.notes} onChange={(notes) => set({ notes })} />
      </Row>
    </>
  )
}

function CalendarRow({ form, existing, set }: RowsProps) {
  const { t } = useTranslation()
  return (
    <Row icon={CalendarDays}>
      <CalendarSelect
        value={form.calendar}
        isFixed={existing?.booked === true}
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
