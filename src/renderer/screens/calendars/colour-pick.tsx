import { Check } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { FIELD_LABEL } from '../../components/controls/field.ts'

/** Of one lightness, so that none shouts; their names are translated. */
export const COLOURS = [
  '#4f6bdc',
  '#0f8a9d',
  '#2f8f5b',
  '#7d8c1f',
  '#b7791f',
  '#c9572d',
  '#c8445f',
  '#a34fb8',
  '#7a5fd0',
  '#5f6b7a',
] as const

type Props = { readonly value: string; readonly onChange: (colour: string) => void }

export function ColourPick({ value, onChange }: Props) {
  const { t } = useTranslation()
  const colours = COLOURS.some((colour) => colour === value) ? COLOURS : [value, ...COLOURS]
  return (
    <RadioGroup value={value} onChange={onChange} orientation="horizontal" className="flex flex-col gap-1.5">
      <Label className={FIELD_LABEL}>{t('calendars.colour')}</Label>
      <div className="flex flex-wrap gap-2">
        {colours.map((colour, at) => (
          <Radio
            key={colour}
            value={colour}
            aria-label={t('calendars.colourNumber', { number: at + 1 })}
            className="group flex size-6 items-center justify-center rounded-full bg-(--dot) text-white transition-transform hover:scale-110 data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent"
            style={{ '--dot': colour }}
          >
            <Check size={13} strokeWidth={3} aria-hidden className="opacity-0 group-data-selected:opacity-100" />
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
