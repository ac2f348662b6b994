import { CircleAlert, CircleCheck, X } from 'lucide-react'
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { toasts } from '../../toasts.ts'

export function Toasts() {
  const { t } = useTranslation()
  return (
    <ToastRegion
      queue={toasts}
      aria-label={t('toast.region')}
      className="fixed bottom-5 left-1/2 z-60 flex -translate-x-1/2 flex-col-reverse gap-2 outline-none"
    >
      {({ toast }) => {
        const { kind, text, action } = toast.content
        const Sign = kind === 'failed' ? CircleAlert : CircleCheck
        return (
          <Toast
            toast={toast}
            className="rise flex max-w-[min(30rem,calc(100vw-2rem))] items-center gap-2.5 rounded-xl bg-raised py-2 ps-3.5 pe-2 text-sm shadow-float outline-none"
          >
            <Sign size={16} aria-hidden className={`shrink-0 ${kind === 'failed' ? 'text-danger' : 'text-good'}`} />
            <ToastContent className="min-w-0 flex-1">
              <Text slot="title">{text}</Text>
            </ToastContent>
            {action && (
              <Button
                onPress={() => {
                  action.run()
                  toasts.close(toast.key)
                }}
                className="shrink-0 rounded-md px-2 py-1 font-medium text-accent hover:bg-hover"
              >
                {action.name}
              </Button>
            )}
            <Button
              slot="close"
              aria-label={t('dialog.close')}
              className="shrink-0 rounded-md p-1 text-ink-faint hover:bg-hover"
            >
              <X size={14} aria-hidden />
            </Button>
          </Toast>
        )
      }}
    </ToastRegion>
  )
}
