import { Button, DialogTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ZoneName } from '../../../core/model/wall.ts'
import { EventListPopover } from '../event-list-popover.tsx'
import { DAY_MINUTES } from './column-clock.ts'
import type { GridEvent } from './grid-model.ts'
import type { Crowd } from './layout-lanes.ts'
import type { Segment } from './segments.ts'

type Props = {
  readonly crowd: Crowd<Segment>
  readonly zone: ZoneName
  readonly onOpen: (event: GridEvent, box: DOMRect) => void
}

/** Stands for the events that found no room beside the others. */
export function CrowdChip({ crowd, zone, onOpen }: Props) {
  const { t } = useTranslation()
  const events = crowd.items.map((item) => item.event)
  return (
    <DialogTrigger>
      <Button
        data-no-create
        className="absolute flex items-center justify-center rounded-[5px] bg-field text-2xs font-medium text-ink-soft transition-colors hover:bg-press"
        style={{
          top: `${(crowd.from / DAY_MINUTES) * 100}%`,
          height: `calc(${((crowd.to - crowd.from) / DAY_MINUTES) * 100}% - 2px)`,
          insetInlineStart: `${(crowd.lane / crowd.lanes) * 100}%`,
          width: `calc(${100 / crowd.lanes}% - 2px)`,
        }}
      >
        <span className="sr-only">{t('grid.crowd', { count: events.length })}</span>
        <span aria-hidden>+{events.length}</span>
      </Button>
      <EventListPopover events={events} zone={zone} title={t('grid.crowd', { count: events.length })} onOpen={onOpen} />
    </DialogTrigger>
  )
}
