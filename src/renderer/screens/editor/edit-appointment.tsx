import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Occurrence, Scope } from '../../../core/contract/desk.ts'
import type { Appointment } from '../../../core/model/appointment.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { ScopeDialog } from '../detail/scope-dialog.tsx'
import { type AppointmentForm, formOf } from './appointment-form.ts'
import { EditorPopover } from './editor-popover.tsx'
import { changesOf, type FormChanges } from './form-changes.ts'
import { timeOf } from './time-fields.ts'

type Props = { readonly occurrence: Occurrence; readonly box: DOMRect; readonly onClose: () => void }

/** The editor for something that is there. */
export function EditAppointment(props: Props) {
  const appointment = useQuery(desk.appointments.get.queryOptions({ input: { id: props.occurrence.appointment } }))
  return appointment.data ? <Editing {...props} appointment={appointment.data} /> : null
}

function Editing({ occurrence, appointment, box, onClose }: Props & { readonly appointment: Appointment }) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const [before] = useState(() => firstForm(occurrence, appointment, zone))
  const [form, setForm] = useState(before)
  const [asking, setAsking] = useState<FormChanges>()
  const save = useSaving(occurrence, onClose)
  const isInverted = timeOf(form, zone) === undefined

  const submit = (): void => {
    const changes = changesOf(before, form, { appointment, zone })
    if (occurrence.original === undefined) save.mutate({ changes, scope: { kind: 'all' } })
    else if (changes.time || changes.calendar || Object.keys(changes.edit).length > 0) setAsking(changes)
    else onClose()
  }
  return (
    <>
      <EditorPopover
        label={t('editor.edit')}
        box={box}
        form={form}
        isInverted={isInverted}
        canSave={!isInverted}
        existing={{
          recurring: appointment.series !== undefined,
          described: before.description !== '',
          booked: appointment.bookingId !== undefined,
        }}
        error={save.error ? refusalText(save.error, t) : undefined}
        isSaving={save.isPending}
        onChange={setForm}
        onSave={submit}
        onClose={onClose}
        room="fields"
      />
      {asking && (
        <ScopeDialog
          verb="edit"
          original={asking.canBeOne ? occurrence.original : undefined}
          onClose={() => setAsking(undefined)}
          onPick={(scope) => {
            setAsking(undefined)
            save.mutate({ changes: asking, scope })
          }}
        />
      )}
    </>
  )
}

// The occurrence may have a title and a place of its own.
function firstForm(
  occurrence: Occurrence,
  appointment: Appointment,
  zone: Parameters<typeof formOf>[2],
): AppointmentForm {
  const { title, location } = occurrence
  return { ...formOf(appointment, occurrence.time, zone), title, location }
}

type Saving = { readonly changes: FormChanges; readonly scope: Scope }

function useSaving({ appointment: id, original }: Occurrence, onSaved: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ changes: { edit, time, calendar }, scope }: Saving) => {
      if (Object.keys(edit).length > 0) await engine.appointments.edit({ id, scope, edit })
      if (time) await engine.appointments.move({ id, scope, original, time })
      // Last: it has another id there.
      if (calendar) await engine.appointments.moveToCalendar({ id, calendar })
    },
    onSuccess: onSaved,
    onSettled: () => queries.invalidateQueries({ queryKey: desk.appointments.key() }),
  })
}
