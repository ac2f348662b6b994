import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberId } from '../../../core/model/ids.ts'
import { CheckBox } from '../../components/controls/check-box.tsx'
import { FIELD_LABEL } from '../../components/controls/field.ts'
import { TextField } from '../../components/controls/text-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'

/** So many are found at a glance. */
const FEW = 8

type Props = { readonly value: readonly MemberId[]; readonly onChange: (members: readonly MemberId[]) => void }

/** The people of the workspace, oneself first. */
export function MemberPick({ value, onChange }: Props) {
  const { t } = useTranslation()
  const { session, formats } = useDesk()
  const [wanted, setWanted] = useState('')
  const members = useQuery(desk.members.list.queryOptions())
  const { compare } = new Intl.Collator(formats.locale)
  const isOther = ({ id }: { id: MemberId }): number => Number(id !== session.member.id)
  const all = (members.data ?? [])
    .filter(({ ended }) => !ended)
    .sort((a, b) => isOther(a) - isOther(b) || compare(a.name, b.name))
  const needle = wanted.trim().toLocaleLowerCase(formats.locale)
  const shown = all.filter(
    ({ id, name }) => value.includes(id) || name.toLocaleLowerCase(formats.locale).includes(needle),
  )
  if (members.isPending) return <div className="skeleton h-20" />
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className={`${FIELD_LABEL} pb-1.5`}>{t('findTime.members')}</legend>
      {all.length > FEW && (
        <TextField label={t('findTime.search')} value={wanted} onChange={setWanted} autoComplete="off" />
      )}
      <div className="grid max-h-40 grid-cols-2 gap-x-4 gap-y-0.5 overflow-y-auto sm:grid-cols-3">
        {shown.map(({ id, name, colour }) => (
          <CheckBox
            key={id}
            colour={colour}
            isSelected={value.includes(id)}
            onChange={(chosen) => onChange(chosen ? [...value, id] : value.filter((other) => other !== id))}
            className="h-7"
          >
            <span className="truncate">{name}</span>
          </CheckBox>
        ))}
      </div>
    </fieldset>
  )
}
