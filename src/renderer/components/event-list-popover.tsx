import { Dialog, Heading, Popover } from 'react-aria-components'
import type { ZoneName } from '../../core/model/wall.ts'
import { EventLine } from './event-line.tsx'
import type { GridEvent } from './time-grid/grid-model.ts'

type Props = {
  readonly events: readonly GridEvent[]
  readonly zone: ZoneName
  readonly title: string
  readonly onOpen: (event: GridEvent, box: DOMRect) => void
}

/** Events that had no room where they belong, one under the other. Stands inside a DialogTrigger. */
export function EventListPopover({ events, zone, title, onOpen }: Props) {
  return (
    <Popover className="pop w-72 rounded-xl bg-raised shadow-float" placement="bottom">
      <Dialog className="flex max-h-[inherit] flex-col p-2 outline-none">
        {({ close }) => (
          <>
            <Heading slot="title" className="px-2 pt-1 pb-2 text-sm font-semibold">
              {title}
            </Heading>
            <div className="flex max-h-88 flex-col gap-1 overflow-y-auto p-0.5">
              {events.map((event) => (
                <EventLine
                  key={event.key}
                  event={event}
                  zone={zone}
                  onPress={(box) => {
                    close()
                    onOpen(event, box)
                  }}
                />
              ))}
            </div>
          </>
        )}
      </Dialog>
    </Popover>
  )
}
