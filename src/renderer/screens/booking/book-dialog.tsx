import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EventType } from '../../../core/model/event-type.ts'
import type { EventTypeId } from '../../../core/model/ids.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { BookingTime } from './booking-time.tsx'
import { useBookForm } from './use-book-form.ts'

type Props = { readonly eventType: EventTypeId; readonly onClose: () => void }

/** A booking that a host makes for somebody, offline too: it is provisional until the server has spoken (C13). */
export function BookDialog({ eventType: id, onClose }: Props) {
  const types = useQuery(desk.eventTypes.list.queryOptions())
  const type = types.data?.find(({ eventType }) => eventType.id === id)?.eventType
  return type ? <BookForm type={type} onClose={onClose} /> : null
}

function BookForm({ type, onClose }: { readonly type: EventType; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const form = useBookForm(type, onClose)
  const isAgainst = form.reasons !== undefined && form.reasons.length > 0
  return (
    <ModalDialog
      title={t('booking.bookTitle', { eventType: type.name })}
      description={t('booking.bookExplain')}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            look="primary"
            isDisabled={!form.submit}
            isPending={form.book.isPending}
            onPress={() => form.submit?.()}
          >
            {t(isAgainst ? 'booking.bookAnyway' : 'booking.bookSubmit')}
          </Button>
        </>
      }
    >
      <Fields type={type} form={form} />
    </ModalDialog>
  )
}

function Fields({ type, form }: { readonly type: EventType; readonly form: ReturnType<typeof useBookForm> }) {
  const { t } = useTranslation()
  const { fields, change, reasons, book } = form
  const { duration, start, name, address } = fields
  const lengths = type.durations.map((count) => ({ id: String(count), name: t('links.minutes', { count }) }))
  return (
    <div className="flex flex-col gap-4">
      {lengths.length > 1 && (
        <Segmented
          label={t('links.duration')}
          options={lengths}
          value={String(duration)}
          onChange={(chosen) => change({ duration: Number(chosen) })}
        />
      )}
      <BookingTime
        eventType={type.id}
        duration={duration}
        start={start}
        reasons={reasons}
        onPick={(chosen) => change({ start: chosen })}
      />
      <TextField
        label={t('booking.name')}
        value={name}
        onChange={(typed) => change({ name: typed })}
        maxLength={200}
        isRequired
      />
      <TextField
        label={t('booking.email')}
        type="email"
        value={address}
        onChange={(typed) => change({ address: typed })}
        isRequired
      />
      {book.error && <Notice kind="error">{refusalText(book.error, t)}</Notice>}
    </div>
  )
}
