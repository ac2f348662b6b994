import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewAppointment as Input } from '../../../core/contract/desk.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { type Instant, instant, MINUTE } from '../../../core/model/instant.ts'
import type { Draft } from '../../components/time-grid/draft.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { BookingPages } from '../booking-pages/booking-pages.tsx'
import { useBookableTypes } from '../booking-pages/use-bookable-types.ts'
import { likelyCalendar, useCalendars } from '../calendars/use-calendars.ts'
import { type AppointmentForm, newAppointmentOf, newForm } from './appointment-form.ts'
import { EditorPopover, type EditorProps } from './editor-popover.tsx'
import { timeFields, timeOf } from './time-fields.ts'

const ACCENT = 'var(--color-accent)'

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
  const { views } = useCalendars()
  const likely = likelyCalendar(views, session.member.id)
  const types = useBookableTypes()
  const [room] = useState<EditorProps['room']>(() => (types?.length === 0 ? 'fields' : 'more'))
  const [typed, setTyped] = useState(() => newForm(place.time, zone, undefined))
  const form = { ...typed, calendar: typed.calendar ?? likely?.calendar.id }
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
    const { colour } = views.find((view) => view.calendar.id === next.calendar)?.calendar ?? { colour: ACCENT }
    onDraft({ time: timeOf(next, zone) ?? place.time, title: next.title, colour })
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
      room={room}
    >
      {time?.kind === 'timed' && types && types.length > 0 && (
        <BookingPages
          types={types}
          start={time.startsAt}
          minutes={(time.endsAt - time.startsAt) / MINUTE}
          onPick={(start) => change({ ...form, ...timeFields(movedTo(time, start), zone) })}
        />
      )}
    </EditorPopover>
  )
}

type Timed = Extract<AppointmentTime, { kind: 'timed' }>

function movedTo(time: Timed, start: Instant): Timed {
  return { ...time, startsAt: start, endsAt: instant(start + time.endsAt - time.startsAt) }
}
