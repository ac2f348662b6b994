import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { ColourPick, COLOURS } from './colour-pick.tsx'

export type CalendarLook = { readonly name: string; readonly colour: string }
type Props = {
  readonly title: string
  readonly action: string
  readonly start?: CalendarLook
  readonly error: string | undefined
  readonly isSaving: boolean
  readonly onSave: (look: CalendarLook) => void
  readonly onClose: () => void
}

/** A calendar's name and colour. */
export function CalendarForm({ title, action, start, error, isSaving, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const form = useId()
  const [look, setLook] = useState<CalendarLook>(start ?? { name: '', colour: COLOURS[0] })
  const name = look.name.trim()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name !== '' && !isSaving) onSave({ ...look, name })
  }
  return (
    <ModalDialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="primary" type="submit" form={form} isDisabled={name === ''} isPending={isSaving}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('calendars.name')}
          value={look.name}
          onChange={(next) => setLook({ ...look, name: next })}
          maxLength={200}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
          autoFocus
        />
        <ColourPick value={look.colour} onChange={(colour) => setLook({ ...look, colour })} />
        {error !== undefined && <Notice kind="error">{error}</Notice>}
      </form>
    </ModalDialog>
  )
}
