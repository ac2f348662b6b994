import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Absence } from '../../../core/model/absence.ts'
import { Button } from '../../components/controls/button.tsx'
import { DateField } from '../../components/controls/date-field.tsx'
import { FIELD_ERROR, FIELD_LABEL } from '../../components/controls/field.ts'
import { Notice } from '../../components/controls/notice.tsx'
import { SelectField } from '../../components/controls/select-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'
import { useToday } from '../../use-now.ts'
import { type AbsenceForm, newAbsence, REASONS } from './absence-form.ts'
import { ImpactList } from './impact-list.tsx'

/** What is to be added. Where something booked would lie in it, that is shown first; it may be added all the same. */
export function NewAbsence() {
  const { t } = useTranslation()
  const { session, zone } = useDesk()
  const today = useToday(zone)
  const empty: AbsenceForm = { from: today, until: today, reason: 'vacation', delegate: undefined }
  const [form, setForm] = useState(empty)
  const absence = newAbsence(form, session.member.id)
  const { check, save } = useAdding(() => setForm(empty))
  const affected = check.data ?? []
  const change = (edit: Partial<AbsenceForm>): void => {
    check.reset()
    setForm({ ...form, ...edit })
  }
  const submit = (): void => {
    if (absence === undefined) return
    if (affected.length > 0) save.mutate(absence)
    else check.mutate(absence, { onSuccess: (found) => found.length === 0 && save.mutate(absence) })
  }
  const error = check.error ?? save.error
  return (
    <fieldset className="flex flex-col gap-3 rounded-xl border border-line p-3.5">
      <legend className="px-1 text-xs font-medium text-ink-soft">{t('hours.absences.new')}</legend>
      <Fields form={form} onChange={change} />
      {absence === undefined && (
        <p role="alert" className={FIELD_ERROR}>
          {t('hours.absences.inverted')}
        </p>
      )}
      {affected.length > 0 && <ImpactList affected={affected} />}
      {error && <Notice kind="error">{refusalText(error, t)}</Notice>}
      <div>
        <Button isDisabled={absence === undefined} isPending={check.isPending || save.isPending} onPress={submit}>
          {affected.length > 0 ? t('hours.absences.addAnyway') : t('hours.absences.add')}
        </Button>
      </div>
    </fieldset>
  )
}

type FieldsProps = { readonly form: AbsenceForm; readonly onChange: (edit: Partial<AbsenceForm>) => void }

function Fields({ form, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const members = useQuery(desk.members.list.queryOptions()).data ?? []
  const others = members.filter(({ id, ended }) => id !== session.member.id && !ended)
  const from = (date: AbsenceForm['from']): void =>
    onChange({ from: date, until: form.until < date ? date : form.until })
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <div className="flex flex-col gap-1.5">
        <span aria-hidden className={FIELD_LABEL}>
          {t('hours.absences.dates')}
        </span>
        <div className="flex items-center gap-1.5">
          <DateField label={t('editor.firstDay')} value={form.from} onChange={from} />
          <span aria-hidden className="text-ink-faint">
            –
          </span>
          <DateField label={t('editor.lastDay')} value={form.until} onChange={(until) => onChange({ until })} />
        </div>
      </div>
      <SelectField
        label={t('hours.absences.reason')}
        options={REASONS.map((id) => ({ id, name: t(`hours.absences.reasons.${id}`) }))}
        value={form.reason}
        onChange={(reason) => onChange({ reason })}
      />
      {others.length > 0 && (
        <SelectField
          label={t('hours.absences.delegate')}
          options={[
            { id: '', name: t('hours.absences.nobody') },
            ...others.map(({ id, name, colour }) => ({ id, name, colour })),
          ]}
          value={form.delegate ?? ''}
          onChange={(chosen) => onChange({ delegate: others.find(({ id }) => id === chosen)?.id })}
        />
      )}
    </div>
  )
}

function useAdding(onAdded: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const check = useMutation({
    mutationFn: (absence: Absence) => engine.schedules.impact({ absence }),
  })
  const save = useMutation({
    mutationFn: (absence: Absence) => engine.absences.put({ absence }),
    onSuccess: () => {
      check.reset()
      onAdded()
      toast({ kind: 'done', text: t('hours.absences.added') })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: desk.absences.key() }),
  })
  return { check, save }
}
