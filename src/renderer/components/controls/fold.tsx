import { ChevronRight } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'

type Props = { readonly label: string; readonly children: ReactNode }

/** A quiet line that opens what belongs to it; that is made, and asks for what it shows, only while it is open. */
export function Fold({ label, children }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Disclosure className="group" isExpanded={open} onExpandedChange={setOpen}>
      <Button
        slot="trigger"
        className="-ms-1 flex items-center gap-1 rounded-md px-1 py-0.5 text-xs text-ink-soft hover:bg-hover"
      >
        <ChevronRight
          size={13}
          aria-hidden
          className="text-ink-faint transition-transform group-data-expanded:rotate-90"
        />
        {label}
      </Button>
      <DisclosurePanel>{open && children}</DisclosurePanel>
    </Disclosure>
  )
}
