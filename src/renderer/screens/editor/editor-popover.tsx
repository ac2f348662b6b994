import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { AnchorBox } from '../../components/anchor-box.tsx'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useFitting } from '../../components/use-fitting.ts'
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
  /** An appointment that is there: its calendar stays, and only a series may change how it repeats. */
  readonly existing: { readonly recurring: boolean; readonly described: boolean } | undefined
  readonly error: string | undefined
  readonly isSaving: boolean
  readonly onChange: (form: AppointmentForm) => void
  readonly onSave: () => void
  readonly onClose: () => void
  /** What there is to know about the time, below the fields. */
  readonly children?: ReactNode
}

/** The quick editor. What was typed stays until it is saved or given up: a press elsewhere closes it only while it is untouched. */
export function EditorPopover(props: EditorProps) {
  const { form, isInverted, canSave, error, onChange, onSave, onClose } = props
  const { t } = useTranslation()
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
          className="pop w-92 max-w-[calc(100vw-1.5rem)] rounded-2xl bg-raised shadow-float"
        >
          <Dialog aria-label={props.label} className="flex max-h-[inherit] flex-col transition-none outline-none">
            <form onSubmit={submit} className="flex min-h-0 flex-col">
              <div className="min-h-0 overflow-y-auto">
                <Content>
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
                </Content>
              </div>
              <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">
                <Button look="quiet" onPress={onClose}>
                  {t('editor.discard')}
                </Button>
                <Button look="primary" type="submit" isDisabled={!canSave} isPending={props.isSaving}>
                  {t('editor.save')}
                </Button>
              </footer>
            </form>
          </Dialog>
        </Popover>
      )}
    </AnchorBox>
  )
}

function Content({ children }: { readonly children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null)
  useFitting(content)
  return <div ref={content}>{children}</div>
}
