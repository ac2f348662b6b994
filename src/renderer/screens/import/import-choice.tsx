import { useTranslation } from 'react-i18next'
import type { CalendarId } from '../../../core/model/ids.ts'
import { Notice } from '../../components/controls/notice.tsx'
import { SelectField } from '../../components/controls/select-field.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { refusalText } from '../../refusal-text.ts'
import { isWritable, useCalendars } from '../calendars/use-calendars.ts'
import { FileDrop } from './file-drop.tsx'
import type { ImportTarget } from './use-import.ts'

/** `calendar` undefined: a new one of that name. */
export type Choice = {
  readonly file: File | undefined
  readonly calendar: CalendarId | undefined
  readonly name: string
}

export function targetOf({ calendar, name, file }: Choice): ImportTarget | undefined {
  if (calendar) return { id: calendar }
  const chosen = name.trim() === '' ? nameOf(file) : name.trim()
  return chosen === '' ? undefined : { name: chosen }
}

function nameOf(file: File | undefined): string {
  return (
    file?.name
      .replace(/\.[^.]*$/, '')
      .replaceAll(/[_-]+/g, ' ')
      .trim() ?? ''
  )
}

type Props = { readonly choice: Choice; readonly error: unknown; readonly onChange: (choice: Choice) => void }

const NEW = 'new'

/** Which file, and into which calendar. */
export function ImportChoice({ choice, error, onChange }: Props) {
  const { t } = useTranslation()
  const calendars = useCalendars().views.filter(isWritable)
  return (
    <div className="flex flex-col gap-4">
      <FileDrop file={choice.file} onFile={(file) => onChange({ ...choice, file })} />
      <SelectField<CalendarId | typeof NEW>
        label={t('import.into')}
        options={[
          { id: NEW, name: t('import.newCalendar') },
          ...calendars.map(({ calendar }) => ({ id: calendar.id, name: calendar.name, colour: calendar.colour })),
        ]}
        value={choice.calendar ?? NEW}
        onChange={(id) => onChange({ ...choice, calendar: id === NEW ? undefined : id })}
      />
      {choice.calendar === undefined && (
        <TextField
          label={t('calendars.name')}
          value={choice.name}
          placeholder={nameOf(choice.file)}
          onChange={(name) => onChange({ ...choice, name })}
          maxLength={200}
        />
      )}
      {error !== undefined && <Notice kind="error">{refusalText(error, t)}</Notice>}
    </div>
  )
}
