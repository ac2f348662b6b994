import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewAppointment as Input } from '../../../core/contract/desk.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import type { Draft } from '../../components/time-grid/draft.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { type AppointmentForm, newAppointmentOf, newForm } from './appointment-form.ts'
import { isWritable } from './calendar-select.tsx'
import { EditorPopover } from './editor-popover.tsx'
import { timeOf } from './time-fields.ts'

export type NewPlace = { readonly time: AppointmentTime; readonly box: DOMRect }
type Props = {
  readonly place: NewPlace
  /** What the grid shows meanwhile. */
  readonly onDraft: (draft: Draft) => void
  readonly onClose: () => void
}

/** The editor for something new. */
export function NewAppointment({ place, onDraft, onClose }: Props) {
  const { t } = useTranslation()
  const { zone, session } = useDesk()
  const queries = useQueryClient()
  const calendars = useQuery(desk.calendars.list.queryOptions()).data ?? []
  const writable = calendars.filter(isWritable).map((view) => view.calendar)
  const own = writable.find((calendar) => calendar.owner === session.member.id) ?? writable[0]
  const [typed, setTyped] = useState(() => newForm(place.time, zone, undefined))
  const form = { ...typed, calendar: typed.calendar ?? own?.id }
  const time = timeOf(form, zone)
  const create = useMutation({
    mutationFn: (input: Input) => engine.appointments.create(input),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: desk.appointments.within.key() })
      onClose()
    },
  })
  const change = (next: AppointmentForm): void => {
    setTyped(next)
    const colour = writable.find((calendar) => calendar.id === next.calendar)?.colour ?? own?.colour
    onDraft({ time: timeOf(next, zone) ?? place.time, title: next.title, colour: colour ?? 'var(--color-accent)' })
  }
  return (
    <EditorPopover
      label={t('editor.new')}
      box={place.box}
      form={form}
      isInverted={time === undefined}
      canSave={time !== undefined && form.calendar !== undefined}
      existing={undefined}
      error={create.error ? refusalText(create.error, t) : undefined}
      isSaving={create.isPending}
      onChange={change}
      onSave={() => {
        if (time && form.calendar) create.mutate(newAppointmentOf(form, time, form.calendar))
      }}
      onClose={onClose}
    />
  )
}
