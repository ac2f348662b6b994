import { lazy, Suspense, type Dispatch, type SetStateAction } from 'react'
import type { Occurrence } from '../../../core/contract/desk.ts'
import { type BoardState, NOTHING } from './board-state.ts'
import type { useAppointmentActions } from './use-appointment-actions.ts'

const NewAppointment = lazy(async () => ({ default: (await import('../editor/new-appointment.tsx')).NewAppointment }))
const EditAppointment = lazy(async () => ({
  default: (await import('../editor/edit-appointment.tsx')).EditAppointment,
}))
const DetailPopover = lazy(async () => ({ default: (await import('../detail/detail-popover.tsx')).DetailPopover }))
const CancelDialog = lazy(async () => ({ default: (await import('../detail/cancel-dialog.tsx')).CancelDialog }))
const ProposeDialog = lazy(async () => ({ default: (await import('../booking/propose-dialog.tsx')).ProposeDialog }))
const ScopeDialog = lazy(async () => ({ default: (await import('../detail/scope-dialog.tsx')).ScopeDialog }))

type Props = {
  readonly state: BoardState
  readonly byKey: ReadonlyMap<string, Occurrence>
  readonly actions: ReturnType<typeof useAppointmentActions>
  readonly onState: Dispatch<SetStateAction<BoardState>>
}

/** The popover or dialog that the board's state asks for. */
export function BoardOverlays(props: Props) {
  return (
    <Suspense>
      <Overlay {...props} />
    </Suspense>
  )
}

/** A popover that gives way to another one closes when that has taken the focus: it must not close its successor. */
function closing({ state, onState }: Pick<Props, 'state' | 'onState'>) {
  return (): void => onState((now) => (now.kind === state.kind ? NOTHING : now))
}

function Overlay({ state, byKey, actions, onState }: Props) {
  const close = closing({ state, onState })
  switch (state.kind) {
    case 'nothing':
      return null
    case 'new':
      return <NewAppointment place={state.place} onDraft={(draft) => onState({ ...state, draft })} onClose={close} />
    case 'move': {
      const { occurrence, time } = state
      return (
        <ScopeDialog
          verb="move"
          original={occurrence.original}
          onClose={close}
          onPick={(scope) => {
            actions.move.mutate({ occurrence, time, scope })
            close()
          }}
        />
      )
    }
    case 'detail':
    case 'edit':
    case 'cancel':
    case 'remove':
    case 'propose': {
      const occurrence = byKey.get(state.key)
      return occurrence ? <OfOne {...{ state, occurrence, actions, onState }} /> : null
    }
  }
}

type OneProps = Omit<Props, 'byKey' | 'state'> & {
  readonly state: Extract<BoardState, { key: string }>
  readonly occurrence: Occurrence
}

function OfOne({ state, occurrence, actions, onState }: OneProps) {
  const close = closing({ state, onState })
  const remove = (): void => {
    if (occurrence.recurring) return onState({ ...state, kind: 'remove' })
    actions.remove.mutate({ occurrence, scope: { kind: 'all' } })
    close()
  }
  switch (state.kind) {
    case 'detail':
      return (
        <DetailPopover
          occurrence={occurrence}
          box={state.box}
          onEdit={() => onState({ ...state, kind: 'edit' })}
          onCancel={() => onState({ ...state, kind: 'cancel' })}
          onRemove={remove}
          onPropose={() => onState({ ...state, kind: 'propose' })}
          onClose={close}
        />
      )
    case 'propose':
      return <ProposeDialog occurrence={occurrence} onClose={close} />
    case 'edit':
      return <EditAppointment occurrence={occurrence} box={state.box} onClose={close} />
    case 'cancel':
      return (
        <CancelDialog
          occurrence={occurrence}
          onClose={close}
          onCancel={(scope, reason) => {
            actions.cancel.mutate({ occurrence, scope, ...(reason !== undefined && { reason }) })
            close()
          }}
        />
      )
    case 'remove':
      return (
        <ScopeDialog
          verb="remove"
          original={occurrence.original}
          onClose={close}
          onPick={(scope) => {
            actions.remove.mutate({ occurrence, scope })
            close()
          }}
        />
      )
  }
}
