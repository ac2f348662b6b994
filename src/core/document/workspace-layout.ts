import { Workspace } from '../model/workspace.ts'
import type { EntityLayout } from './entity-layout.ts'

const FIELDS = ['name', 'slug', 'zone', 'locale', 'weekStart', 'holidayRegion'] as const

/** How the workspace itself lies in the directory, alone there under its id. */
export const workspaceLayout: EntityLayout<Workspace> = {
  root: 'workspace',
  schema: Workspace,
  keysOf: (workspace) => [
    ...FIELDS.map((field) => [field, workspace[field]] as const),
    ['closures', workspace.closures.length === 0 ? undefined : workspace.closures],
  ],
  candidate: (id, view) => ({
    ...Object.fromEntries(FIELDS.map((field) => [field, view.get(field)])),
    id,
    closures: view.get('closures') ?? [],
  }),
}
