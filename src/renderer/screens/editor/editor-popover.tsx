import { type FormEvent, type ReactNode, useState } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { AnchorBox } from '../../components/anchor-box.tsx'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useIsNarrow } from '../../use-is-narrow.ts'
import type { AppointmentForm } from './appointment-form.ts'
import { EditorFields } from './editor-fields.tsx'

export type EditorProps = {
  readonly label: string
  readonly box: DOMRect
  readonly form: AppointmentForm
  /** The end lies before the start. */
  readonly isInverted: boolean
  readonly canSave: boolean
  /** An appointment that is there: only a series may change how it repeats, and a booking stays in its calendar. */
  readonly existing: { readonly recurring: boolean; readonly described: boolean; readonly booked: boolean } | undefined
  readonly error: string | undefined
  readonly isSaving: boolean
  readonly onChange: (form: AppointmentForm) => void
  readonly onSave: () => void
  readonly onClose: () => void
  /** The height that is kept free from the start, so that nothing moves while there is more to show. */
  readonly room: 'fields' | 'more'
  /** What there is to know about the time, below the fields. */
  readonly children?: ReactNode
}

const ROOM = { fields: 'h-[min(30rem,100dvh-1.5rem)]', more: 'h-[min(40rem,100dvh-1.5rem)]' }

/**
 * The quick editor. What was typed stays until it is saved or given up: a press elsewhere closes it only while it is untouched.
 * It finds its place once, by a box that takes no presses: what grows within it moves no field from under the pointer.
 */
export function EditorPopover(props: EditorProps) {
  const { form, isInverted, canSave, error, onChange, onSave, onClose } = props
  const isNarrow = useIsNarrow()
  const [touched, setTouched] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (canSave && !props.isSaving) onSave()
  }
  return (
    <AnchorBox box={props.box}>
      {(anchor) => (
        <Popover
          triggerRef={anchor}
          isOpen
          placement={isNarrow ? 'bottom' : 'right top'}
          offset={8}
          containerPadding={12}
          shouldCloseOnInteractOutside={() => !touched}
          onOpenChange={(open) => !open && onClose()}
          className={`pop pointer-events-none w-92 max-w-[calc(100vw-1.5rem)] ${ROOM[props.room]}`}
        >
          <Dialog
            aria-label={props.label}
            className="pointer-events-auto flex max-h-full flex-col rounded-2xl bg-raised shadow-float transition-none outline-none"
          >
            <form onSubmit={submit} className="flex min-h-0 flex-col">
              <div className="min-h-0 overflow-y-auto">
                <div className="px-4 pt-4 pb-3">
                  <EditorFields
                    form={form}
                    existing={props.existing}
                    isInverted={isInverted}
                    onChange={(next) => {
                      setTouched(true)
                      onChange(next)
                    }}
                  />
                  {error !== undefined && (
                    <div className="pt-3">
                      <Notice kind="error">{error}</Notice>
                    </div>
                  )}
                </div>
                {props.children}
              </div>
              <EditorFooter {...props} />
            </form>
          </Dialog>
        </Popover>
      )}
    </AnchorBox>
  )
}

function EditorFooter({ canSave, isSaving, onClose }: Pick<EditorProps, 'canSave' | 'isSaving' | 'onClose'>) {
  const { t } = useTranslation()
  return (
    <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">
      <Button look="quiet" onPress={onClose}>
        {t('editor.discard')}
      </Button>
      <Button look="primary" type="submit" isDisabled={!canSave} isPending={isSaving}>
        {t('editor.save')}
      </Button>
    </footer>
  )
}
