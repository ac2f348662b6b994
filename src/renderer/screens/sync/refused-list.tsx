import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RefusedCommand } from '../../../core/contract/desk.ts'
import { Button } from '../../components/controls/button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { reasonText, refusalText } from '../../refusal-text.ts'
import { toast } from '../../toasts.ts'
import { useCopy } from '../../use-copy.ts'
import { commandText, titleOf } from './command-text.ts'

/** Changes that the server did not take (Y4): why, and everything that was entered, to be copied out. */
export function RefusedList() {
  const refused = useQuery(desk.sync.refused.queryOptions())
  return (
    <ul className="flex flex-col gap-2">
      {refused.data?.map((command) => (
        <Refused key={command.id} command={command} />
      ))}
    </ul>
  )
}

function Refused({ command }: { readonly command: RefusedCommand }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const queries = useQueryClient()
  const { copied, copy } = useCopy()
  const dismiss = useMutation({
    mutationFn: () => engine.sync.dismiss({ id: command.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: desk.sync.key() }),
    onError: (error) => toast({ kind: 'failed', text: refusalText(error, t) }),
  })
  const title = titleOf(command.input)
  const Sign = copied ? Check : Copy
  return (
    <li className="flex flex-col gap-2 rounded-xl bg-field p-3">
      <div>
        <p className="text-sm font-medium wrap-anywhere">{title || t('event.untitled')}</p>
        <p className="text-xs text-ink-soft">{reasonText(command.reason, t)}</p>
        <p className="pt-1 text-2xs text-ink-faint">{formats.moment(command.at, zone)}</p>
      </div>
      <div className="flex gap-1.5">
        <Button size="small" onPress={() => copy(commandText(command))}>
          <Sign size={13} aria-hidden />
          {copied ? t('copy.done') : t('copy.text')}
        </Button>
        <Button look="quiet" size="small" isPending={dismiss.isPending} onPress={() => dismiss.mutate()}>
          {t('sync.dismiss')}
        </Button>
      </div>
    </li>
  )
}
