import { Ban, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import { Button } from '../../components/controls/button.tsx'
import { IconButton } from '../../components/controls/icon-button.tsx'

type Props = {
  readonly occurrence: Occurrence
  readonly onEdit: () => void
  readonly onCancel: () => void
  readonly onRemove: () => void
}

export function DetailActions({ occurrence, onEdit, onCancel, onRemove }: Props) {
  const { t } = useTranslation()
  const isOpen = occurrence.status === 'confirmed' || occurrence.status === 'pending'
  return (
    <footer className="flex items-center gap-1 border-t border-line px-3 py-2.5">
      <IconButton icon={Trash2} label={t('detail.remove')} onPress={onRemove} />
      <span className="flex-1" />
      {isOpen && (
        <Button look="quiet" onPress={onCancel}>
          <Ban size={14} aria-hidden />
          {t('cancel.confirm')}
        </Button>
      )}
      {isOpen && (
        <Button onPress={onEdit}>
          <Pencil size={14} aria-hidden />
          {t('detail.edit')}
        </Button>
      )}
    </footer>
  )
}
