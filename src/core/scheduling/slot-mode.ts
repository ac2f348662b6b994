import type { EventType } from '../model/event-type.ts'
import type { SlotMode } from './needs.ts'

/** Who has to be free for a type, in the engine's words. */
export function slotMode({ category }: Pick<EventType, 'category'>): SlotMode {
  switch (category) {
    case 'one-on-one':
    case 'group':
      return 'single'
    case 'collective':
    case 'round-robin':
      return category
  }
}
