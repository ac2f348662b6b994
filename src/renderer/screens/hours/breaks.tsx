import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BreakId } from '../../../core/model/ids.ts'
import { uuidV7 } from '../../../core/model/uuid.ts'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { BreakCard } from './break-card.tsx'
import type { BreakForm } from './schedule-form.ts'

type Props = { readonly value: readonly BreakForm[]; readonly onChange: (breaks: readonly BreakForm[]) => void }

/** Time within the hours that is kept free. */
export function Breaks({ value, onChange }: Props) {
  const { t } = useTranslation()
  const add = (): void => onChange([...value, newBreak(t('hours.breaks.name'))])
  return (
    <div className="flex flex-col gap-3">
      {value.length === 0 && <Notice kind="hint">{t('hours.breaks.none')}</Notice>}
      <ul className="flex flex-col gap-3">
        {value.map((one) => (
          <BreakCard
            key={one.id}
            value={one}
            onChange={(changed) => onChange(value.map((old) => (old.id === one.id ? changed : old)))}
            onRemove={() => onChange(value.filter((old) => old.id !== one.id))}
          />
        ))}
      </ul>
      <div>
        <Button onPress={add}>
          <Plus size={14} aria-hidden />
          {t('hours.breaks.add')}
        </Button>
      </div>
    </div>
  )
}

function newBreak(name: string): BreakForm {
  const id = BreakId.parse(uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16))))
  return { id, name, dates: { kind: 'weekly', days: [1, 2, 3, 4, 5] }, spans: [{ from: 720, to: 780 }] }
}
