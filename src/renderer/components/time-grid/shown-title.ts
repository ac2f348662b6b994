import type { TFunction } from 'i18next'

/** What stands where the title does: of somebody's busy time there is none to be known, and one's own may lack one. */
export function shownTitle(of: { readonly title: string; readonly busyOnly?: true | undefined }, t: TFunction): string {
  if (of.title !== '') return of.title
  return t(of.busyOnly ? 'event.busy' : 'event.untitled')
}
