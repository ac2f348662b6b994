import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button.tsx'

type Props = {
  readonly title: string
  readonly description?: string
  /** Escape and presses outside close it, too. */
  readonly isDismissable?: boolean
  readonly onClose: () => void
  readonly width?: 'narrow' | 'wide'
  readonly children: ReactNode
  readonly footer?: ReactNode
}

/** The frame of every dialog: a title, what scrolls, and what is done. */
export function ModalDialog({
  title,
  description,
  onClose,
  children,
  footer,
  isDismissable = true,
  width = 'narrow',
}: Props) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      isOpen
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 flex items-start justify-center bg-scrim p-4 pt-[8vh] transition-opacity duration-150 data-entering:opacity-0 data-exiting:opacity-0"
    >
      <Modal
        className={`pop flex max-h-full w-full flex-col overflow-hidden rounded-2xl bg-raised shadow-float ${width === 'wide' ? 'max-w-160' : 'max-w-108'}`}
      >
        <Dialog className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Heading slot="title" className="truncate text-base font-semibold">
                {title}
              </Heading>
              {description !== undefined && <p className="pt-0.5 text-xs text-ink-faint">{description}</p>}
            </div>
            <IconButton icon={X} label={t('dialog.close')} onPress={onClose} className="-me-1" />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && (
            <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
