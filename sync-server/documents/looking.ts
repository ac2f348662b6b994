import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { MemberId } from '../../src/core/model/ids.ts'

/** Who has which document on the screen now. Kept nowhere; who somebody is, is who signed in. */
export type Looking = {
  /** In place of what `viewer` looked at before: documents that it may read. From now on it is told who else looks. */
  look(viewer: Viewer, documents: readonly DocumentName[]): void
  leave(viewer: Viewer): void
  /** What another process says of those connected there; nobody: `members` is empty. */
  elsewhere(process: string, document: DocumentName, members: readonly MemberId[]): void
  forget(process: string): void
  /** Everything that stands, for a process that knows nothing yet. */
  here(): readonly Seen[]
}

export type Viewer = {
  readonly member: MemberId
  /** `members`: the others; only when they have changed. */
  tell(document: DocumentName, members: readonly MemberId[]): void
}

export type Seen = readonly [document: DocumentName, members: readonly MemberId[]]

/** Whoever turns pages quickly is told, and told of, at this pace. */
const TOLD_EVERY_MS = 200
const MOST_TOLD = 50

/** `changed`: of those connected here, for the other processes. */
export function createLooking(changed: (seen: readonly Seen[]) => void = () => undefined): Looking {
  const screens = createScreens()
  const elsewhere = new Map<string, Map<DocumentName, readonly MemberId[]>>()
  const said = new Map<DocumentName, string>()
  const stirred = new Set<DocumentName>()
  let timer: NodeJS.Timeout | undefined

  const membersAt = (document: DocumentName): MemberId[] => {
    const there = [...elsewhere.values()].flatMap((seen) => seen.get(document) ?? [])
    return [...new Set([...screens.members(document), ...there])].sort()
  }
  const news = (document: DocumentName): Seen[] => {
    const members = screens.members(document)
    if ((said.get(document) ?? '') === members.join()) return []
    if (members.length === 0) said.delete(document)
    else said.set(document, members.join())
    return [[document, members]]
  }
  const settle = (): void => {
    timer = undefined
    const documents = [...stirred]
    stirred.clear()
    const seen = documents.flatMap(news)
    if (seen.length > 0) changed(seen)
    for (const document of documents) screens.tell(document, membersAt(document))
  }
  const stir = (documents: Iterable<DocumentName>): void => {
    for (const document of documents) stirred.add(document)
    if (stirred.size > 0) timer ??= setTimeout(settle, TOLD_EVERY_MS).unref()
  }
  return {
    look: (viewer, documents) => stir(screens.look(viewer, documents)),
    leave: (viewer) => stir(screens.look(viewer, [])),
    elsewhere: (process, document, members) => {
      const seen = elsewhere.get(process) ?? new Map<DocumentName, readonly MemberId[]>()
      elsewhere.set(process, seen)
      if (members.length === 0) seen.delete(document)
      else seen.set(document, members)
      stir([document])
    },
    forget: (process) => {
      const seen = elsewhere.get(process)
      elsewhere.delete(process)
      stir(seen?.keys() ?? [])
    },
    here: () => screens.seen(),
  }
}

/** What those connected here have on their screens, and what each was last told of whom else. */
function createScreens() {
  const told = new Map<Viewer, Map<DocumentName, string>>()
  const viewers = new Map<DocumentName, Set<Viewer>>()

  const members = (document: DocumentName): MemberId[] =>
    [...new Set([...(viewers.get(document) ?? [])].map(({ member }) => member))].sort()
  const turnAway = (viewer: Viewer, document: DocumentName): void => {
    const rest = viewers.get(document)
    rest?.delete(viewer)
    if (rest?.size === 0) viewers.delete(document)
  }
  return {
    members,
    seen: (): Seen[] => [...viewers.keys()].map((document) => [document, members(document)]),
    /** Answers with the documents that it came to, or turned away from. */
    look: (viewer: Viewer, documents: readonly DocumentName[]): Set<DocumentName> => {
      const before = told.get(viewer) ?? new Map<DocumentName, string>()
      const now = new Map([...new Set(documents)].map((document) => [document, before.get(document) ?? ''] as const))
      if (now.size > 0) told.set(viewer, now)
      else told.delete(viewer)
      for (const document of before.keys()) if (!now.has(document)) turnAway(viewer, document)
      for (const document of now.keys()) viewers.set(document, (viewers.get(document) ?? new Set()).add(viewer))
      return new Set([...before.keys(), ...now.keys()].filter((document) => before.has(document) !== now.has(document)))
    },
    tell: (document: DocumentName, all: readonly MemberId[]): void => {
      for (const viewer of viewers.get(document) ?? []) {
        const rest = all.filter((member) => member !== viewer.member).slice(0, MOST_TOLD)
        const known = told.get(viewer)
        if (!known || known.get(document) === rest.join()) continue
        known.set(document, rest.join())
        viewer.tell(document, rest)
      }
    },
  }
}
