import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskBooking } from '../../../core/contract/desk-bookings.ts'
import type { EventType } from '../../../core/model/event-type.ts'
import { Instant } from '../../../core/model/instant.ts'
import { Email } from '../../../core/model/member.ts'
import { desk, engine } from '../../engine.ts'
import { toast } from '../../toasts.ts'

export type BookFields = {
  /** Minutes. */
  readonly duration: number
  readonly start: Instant | undefined
  readonly name: string
  readonly address: string
}

/** Of nothing that is asked for. */
const NEVER = Instant.parse(0)

/** What a host has entered of a booking for somebody, what stands against its time (C18), and how it is made. */
export function useBookForm(type: EventType, onBooked: () => void) {
  const { t } = useTranslation()
  const [fields, setFields] = useState<BookFields>({
    duration: type.durations[0] ?? 0,
    start: undefined,
    name: '',
    address: '',
  })
  const { duration, start, address } = fields
  const name = fields.name.trim()
  const email = Email.safeParse(address.trim()).data
  const asked = { eventType: type.id, duration }
  const whyNot = useQuery({
    ...desk.eventTypes.whyNot.queryOptions({ input: { ...asked, start: start ?? NEVER } }),
    enabled: start !== undefined,
    staleTime: 0,
  })
  const book = useMutation({
    mutationFn: (wanted: DeskBooking) => engine.bookings.book(wanted),
    onSuccess: () => {
      toast({ kind: 'done', text: t('booking.booked', { name }) })
      onBooked()
    },
  })
  const title = t('booking.entryTitle', { eventType: type.name, name })
  const isWhole = start !== undefined && whyNot.data !== undefined && name !== '' && email !== undefined
  const wanted = isWhole ? { ...asked, start, name, email, title } : undefined
  return {
    fields,
    change: (edit: Partial<BookFields>) => setFields({ ...fields, ...edit }),
    reasons: start === undefined ? undefined : whyNot.data,
    book,
    /** Undefined while something is missing. */
    submit: wanted && (() => book.mutate(wanted)),
  }
}
