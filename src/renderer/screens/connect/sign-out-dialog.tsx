import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'

const WAYS = ['keep', 'wipe'] as const
type Way = (typeof WAYS)[number]

/** What becomes of the copy on this computer is asked; what was not sent yet is said before it goes. */
export function SignOutDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [way, setWay] = useState<Way>('keep')
  const waiting = useQuery(desk.sync.state.queryOptions()).data?.waiting ?? 0
  const signOut = useSignOut(onClose)
  return (
    <ModalDialog
      title={t('signOut.title')}
      description={t('signOut.explain')}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            look={way === 'wipe' ? 'danger' : 'primary'}
            isPending={signOut.isPending}
            onPress={() => signOut.mutate(way)}
          >
            {t(`signOut.action.${way}`)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Ways value={way} onChange={setWay} />
        {way === 'wipe' && waiting > 0 && <Notice kind="warning">{t('signOut.unsent', { count: waiting })}</Notice>}
        {signOut.error && <Notice kind="error">{refusalText(signOut.error, t)}</Notice>}
      </div>
    </ModalDialog>
  )
}

function Ways({ value, onChange }: { readonly value: Way; readonly onChange: (way: Way) => void }) {
  const { t } = useTranslation()
  return (
    <RadioGroup
      aria-label={t('signOut.copy')}
      value={value}
      onChange={(chosen) => onChange(WAYS.find((way) => way === chosen) ?? 'keep')}
      className="flex flex-col gap-2"
    >
      {WAYS.map((way) => (
        <Radio
          key={way}
          value={way}
          className="flex cursor-default items-start gap-3 rounded-xl border border-line p-3 transition-colors hover:bg-hover data-selected:border-accent"
        >
          {({ isSelected }) => (
            <>
              <span
                aria-hidden
                className={`mt-0.5 flex size-4 shrink-0 rounded-full border ${isSelected ? 'border-5 border-accent' : 'border-ink-faint'}`}
              />
              <span className="min-w-0">
                <span className="block text-sm font-medium">{t(`signOut.way.${way}`)}</span>
                <span className="block text-xs text-ink-soft">{t(`signOut.hint.${way}`)}</span>
              </span>
            </>
          )}
        </Radio>
      ))}
    </RadioGroup>
  )
}

function useSignOut(onClose: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (copy: Way) => engine.session.signOut({ copy }),
    onSuccess: async (_, copy) => {
      if (copy === 'keep') toast({ kind: 'done', text: t('signOut.done') })
      onClose()
      await queries.invalidateQueries()
    },
  })
}
