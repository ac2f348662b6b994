import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '../../../core/model/instant.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { Button } from '../../components/controls/button.tsx'
import type { ReasonText, Words } from './reason-text.ts'

const FEW = 3

type Props = {
  readonly texts: readonly ReasonText[]
  readonly words: Words
  /** Takes one of the starts that would do instead; without it they are words like the others. */
  readonly onPick?: (start: Instant) => void
}

/** Reasons one below the other, the first few at first. */
export function ReasonList({ texts, words, onPick }: Props) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? texts : texts.slice(0, FEW)
  const rest = texts.length - shown.length
  return (
    <ul className="flex flex-col gap-1 text-xs text-ink-soft">
      {shown.map(({ text, starts }) => (
        <li key={text} className="wrap-anywhere">
          {text}
          {starts.map((start) => (
            <Fragment key={start}>
              {' '}
              <Start start={start} words={words} onPick={onPick} />
            </Fragment>
          ))}
        </li>
      ))}
      {rest > 0 && (
        <li>
          <Button look="quiet" size="small" className="-ms-2" onPress={() => setAll(true)}>
            {t('reason.more', { count: rest })}
          </Button>
        </li>
      )}
    </ul>
  )
}

type StartProps = Pick<Props, 'words' | 'onPick'> & { readonly start: Instant }

function Start({ start, words: { t, formats, zone, date }, onPick }: StartProps) {
  const text = wallDateOf(start, zone) === date ? formats.clock(start, zone) : formats.moment(start, zone)
  if (!onPick) return <span className="tabular-nums">{text}</span>
  return (
    <Button
      size="small"
      className="ms-0.5 h-6 tabular-nums"
      aria-label={t('bookingPages.moveTo', { moment: text })}
      onPress={() => onPick(start)}
    >
      {text}
    </Button>
  )
}
