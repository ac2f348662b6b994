import { useTranslation } from 'react-i18next'
import { Segmented } from '../../components/controls/segmented.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { type ConnectForm, serverUrl } from './connect-form.ts'

type Props = { readonly form: ConnectForm; readonly onChange: (form: ConnectForm) => void }

export function ConnectFields({ form, onChange }: Props) {
  const { t } = useTranslation()
  const { way, server, email, password } = form
  const isWrong = server.trim() !== '' && serverUrl(server) === undefined
  return (
    <>
      <Segmented
        label={t('connect.way')}
        options={(['sign-in', 'register'] as const).map((id) => ({ id, name: t(`connect.ways.${id}`) }))}
        value={way}
        onChange={(next) => onChange({ ...form, way: next })}
      />
      <TextField
        label={t('connect.server')}
        value={server}
        onChange={(next) => onChange({ ...form, server: next })}
        placeholder={t('connect.serverHint')}
        error={isWrong ? t('connect.serverInvalid') : undefined}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
        autoFocus
      />
      <TextField
        label={t('connect.email')}
        type="email"
        autoComplete="username"
        value={email}
        onChange={(next) => onChange({ ...form, email: next })}
      />
      <TextField
        label={t('connect.password')}
        type="password"
        autoComplete={way === 'register' ? 'new-password' : 'current-password'}
        {...(way === 'register' && { description: t('connect.passwordHint') })}
        value={password}
        onChange={(next) => onChange({ ...form, password: next })}
      />
    </>
  )
}
