import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Email } from '../../../core/model/member.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'

type Way = 'sign-in' | 'register'

/** From working alone to working with others: an account that is there, or a new one that takes everything along. */
export function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const form = useId()
  const [way, setWay] = useState<Way>('sign-in')
  const [server, setServer] = useState(session.server ?? '')
  const [email, setEmail] = useState(session.email ?? '')
  const [password, setPassword] = useState('')
  const connect = useConnect(onClose)
  const url = serverUrl(server)
  const isComplete = url !== undefined && Email.safeParse(email.trim()).success && password !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isComplete && !connect.isPending) {
      connect.mutate({ server: url, email: email.trim(), password, ...(way === 'register' && { register: true }) })
    }
  }
  return (
    <ModalDialog
      title={t('connect.title')}
      description={t(`connect.explain.${way}`)}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="primary" type="submit" form={form} isDisabled={!isComplete} isPending={connect.isPending}>
            {t(`connect.action.${way}`)}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Segmented
          label={t('connect.way')}
          options={(['sign-in', 'register'] as const).map((id) => ({ id, name: t(`connect.ways.${id}`) }))}
          value={way}
          onChange={setWay}
        />
        <TextField
          label={t('connect.server')}
          value={server}
          onChange={setServer}
          placeholder={t('connect.serverHint')}
          error={server.trim() !== '' && url === undefined ? t('connect.serverInvalid') : undefined}
          autoFocus
        />
        <TextField label={t('connect.email')} type="email" autoComplete="username" value={email} onChange={setEmail} />
        <TextField
          label={t('connect.password')}
          type="password"
          autoComplete={way === 'register' ? 'new-password' : 'current-password'}
          {...(way === 'register' && { description: t('connect.passwordHint') })}
          value={password}
          onChange={setPassword}
        />
        {connect.error && <Notice kind="error">{refusalText(connect.error, t)}</Notice>}
      </form>
    </ModalDialog>
  )
}

function useConnect(onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Parameters<typeof engine.session.connect>[0]) => engine.session.connect(input),
    onSuccess: async (session) => {
      toast({ kind: 'done', text: t('connect.done', { name: session.workspace.name }) })
      onClose()
      await queries.invalidateQueries()
    },
  })
}

/** An address as people type it: `https` unless it says otherwise, plain `http` on this machine. */
function serverUrl(typed: string): string | undefined {
  const text = typed.trim()
  const scheme = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/.test(text) ? 'http' : 'https'
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(/^https?:\/\//.test(text) ? text : `${scheme}://${text}`)
  return text === '' || !parsed.success ? undefined : parsed.data.replace(/\/+$/, '')
}
