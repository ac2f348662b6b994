import { FileText, Upload } from 'lucide-react'
import { Button, DropZone, type DropItem, FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

type Props = { readonly file: File | undefined; readonly onFile: (file: File) => void }

/** A place to drop one file, or to press and choose it. */
export function FileDrop({ file, onFile }: Props) {
  const { t } = useTranslation()
  const take = async (items: readonly DropItem[]): Promise<void> => {
    const item = items.find((candidate) => candidate.kind === 'file')
    if (item) onFile(await item.getFile())
  }
  const Sign = file ? FileText : Upload
  return (
    <DropZone
      onDrop={(event) => void take(event.items)}
      className="rounded-xl border border-dashed border-line-strong transition-colors data-drop-target:border-accent data-drop-target:bg-accent-soft"
    >
      <FileTrigger
        acceptedFileTypes={['.ics', 'text/calendar']}
        onSelect={(files) => {
          const [chosen] = files ?? []
          if (chosen) onFile(chosen)
        }}
      >
        <Button className="flex w-full flex-col items-center gap-2 rounded-xl px-4 py-6 text-center hover:bg-hover">
          <Sign size={20} strokeWidth={1.5} aria-hidden className="text-ink-faint" />
          <span className="text-sm font-medium wrap-anywhere">{file?.name ?? t('import.drop')}</span>
          <span className="text-xs text-ink-faint">{file ? t('import.other') : t('import.dropHint')}</span>
        </Button>
      </FileTrigger>
    </DropZone>
  )
}
