import { FileText, Upload } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

type Props = { readonly file: File | undefined; readonly onFile: (file: File) => void }

/** A place to drop one file, or to press and choose it. */
export function FileDrop({ file, onFile }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const [chosen] = files ?? []
    if (chosen) onFile(chosen)
  }
  const Sign = file ? FileText : Upload
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for the pointer; the button inside does the same
    <div
      {...dropHandlers(setOver, take)}
      className={`rounded-xl border border-dashed transition-colors ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
    >
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        aria-label={t('import.drop')}
        hidden
        onChange={(event) => take(event.target.files)}
      />
      <Button
        onPress={() => input.current?.click()}
        className="flex w-full flex-col items-center gap-2 rounded-xl px-4 py-6 text-center hover:bg-hover"
      >
        <Sign size={20} strokeWidth={1.5} aria-hidden className="text-ink-faint" />
        <span className="text-sm font-medium wrap-anywhere">{file?.name ?? t('import.drop')}</span>
        <span className="text-xs text-ink-faint">{file ? t('import.other') : t('import.dropHint')}</span>
      </Button>
    </div>
  )
}

function dropHandlers(setOver: (over: boolean) => void, take: (files: FileList) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      take(event.dataTransfer.files)
    },
  }
}
