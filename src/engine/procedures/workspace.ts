import { checkedHolidays } from '../../core/commands/checked-holidays.ts'
import { putDirectory } from '../../core/commands/put-directory.ts'
import type { WorkspaceHolidays } from '../../core/contract/availability.ts'
import { DAY } from '../../core/model/instant.ts'
import type { Workspace } from '../../core/model/workspace.ts'
import { holidaysOf } from '../../core/scheduling/holidays-of.ts'
import { holidayRegions } from '../../core/time/holiday-regions.ts'
import { dateAsUtc } from '../../core/time/wall-clock.ts'
import { workspaceById } from '../../storage/queries/workspace-by-id.ts'
import type { Desk } from '../desk/desk.ts'
import { executeAsAuthority } from '../desk/execute.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { refusal, valueOf } from './refusals.ts'

const os = implementer.workspace
const MOST_DAYS = 1_000

export function workspaceProcedures({ desk, link }: Parts) {
  return os.router({
    setHolidays: os.setHolidays.handler(async ({ input }) =>
      desk.identity().server === undefined ? setAlone(desk, input) : valueOf(await link.setHolidays(input)),
    ),
    holidays: os.holidays.handler(async ({ input }) => {
      if (dateAsUtc(input.until) - dateAsUtc(input.from) > MOST_DAYS * DAY)
        throw refusal('invalid-input', { fields: ['until'] })
      return holidaysOf(await ownWorkspace(desk), input)
    }),
    holidayRegions: os.holidayRegions.handler(async () => holidayRegions((await ownWorkspace(desk)).locale)),
  })
}

async function setAlone(desk: Desk, holidays: WorkspaceHolidays): Promise<Workspace> {
  const { holidayRegion, closures } = valueOf(await checkedHolidays(holidays))
  const workspace = { ...(await ownWorkspace(desk)), holidayRegion, closures }
  valueOf(await executeAsAuthority(desk, putDirectory, { workspace, members: [], owners: [], shares: [] }))
  return workspace
}

async function ownWorkspace({ store, identity }: Desk): Promise<Workspace> {
  const { workspace: id } = identity()
  const found = await workspaceById(store.read, id)
  if (found === undefined) throw refusal('not-found', { workspace: id })
  return found
}
