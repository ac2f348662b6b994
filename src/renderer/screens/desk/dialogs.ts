import { createContext, useContext } from 'react'
import type { CalendarId, EventTypeId } from '../../../core/model/ids.ts'

export type DialogName =
  | { readonly kind: 'import'; readonly calendar?: CalendarId }
  | {
      readonly kind: 'connect' | 'devices' | 'find-time' | 'hours' | 'links' | 'new-calendar' | 'promises' | 'sign-out'
    }
  | { readonly kind: 'book'; readonly eventType: EventTypeId }
  | { readonly kind: 'edit-calendar' | 'share'; readonly calendar: CalendarId }

type Dialogs = { readonly open: (dialog: DialogName) => void }

const DialogsContext = createContext<Dialogs>({ open: () => undefined })
export const DialogsProvider = DialogsContext.Provider

export function useDialogs(): Dialogs {
  return useContext(DialogsContext)
}
