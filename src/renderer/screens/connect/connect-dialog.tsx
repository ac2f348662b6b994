import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'
import { ConnectFields } from './connect-fields.tsx'
import { type ConnectForm, type ConnectInput, inputOf } from './connect-form.ts'

/** From working alone to working with others: an account that is there, or a new one that takes everything along. */
export function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const id = useId()
  const [form, setForm] = useState<ConnectForm>({
    way: 'sign-in',
    server: session.server ?? '',
    email: session.email ?? '',
    password: '',
  })
  const connect = useConnect(onClose)
  const input = inputOf(form)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (input && !connect.isPending) connect.mutate(input)
  }
  return (
    <ModalDialog
      title={t('connect.title')}
      description={t(`connect.explain.${form.way}`)}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="primary" type="submit" form={id} isDisabled={!input} isPending={connect.isPending}>
            {t(`connect.action.${form.way}`)}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4">
        <ConnectFields form={form} onChange={setForm} />
        {connect.error && <Notice kind="error">{refusalText(connect.error, t)}</Notice>}
      </form>
    </ModalDialog>
  )
}

function useConnect(onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: ConnectInput) => engine.session.connect(input),
    onSuccess: async (session) => {
      toast({ kind: 'done', text: t('connect.done', { name: session.workspace.name }) })
      onClose()
      await queries.invalidateQueries()
    },
  })
}
