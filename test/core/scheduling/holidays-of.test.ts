import { expect, test } from 'vitest'
import { WallDate } from '../../../src/core/model/wall.ts'
import { Workspace } from '../../../src/core/model/workspace.ts'
import { holidaysOf } from '../../../src/core/scheduling/holidays-of.ts'
import { SAMPLE_WORKSPACE } from '../document/samples.ts'

const DATES = { from: WallDate.parse('2026-12-20'), until: WallDate.parse('2026-12-27') }
const winter = { from: '2026-12-25', until: '2027-01-01', name: 'Winter' }
const party = { from: '2026-12-18', until: '2026-12-20', name: 'Party' }

const closed = (date: string, name: string) => ({ date, name, source: 'workspace' })
const public_ = (date: string, name: string) => ({ date, name, source: 'country' })

test('S5 the workspace’s own closures close their dates within those asked for', async () => {
  const workspace = Workspace.parse({ ...SAMPLE_WORKSPACE, closures: [winter, party] })
  expect(await holidaysOf(workspace, DATES)).toEqual([
    closed('2026-12-20', 'Party'),
    closed('2026-12-25', 'Winter'),
    closed('2026-12-26', 'Winter'),
    closed('2026-12-27', 'Winter'),
  ])
})

test('S5 and its country’s do, named in its language', async () => {
  const holidayRegion = { country: 'DE' }
  const workspace = Workspace.parse({ ...SAMPLE_WORKSPACE, holidayRegion, closures: [winter] })
  expect(await holidaysOf(workspace, DATES)).toEqual([
    public_('2026-12-25', '1. Weihnachtstag'),
    closed('2026-12-25', 'Winter'),
    public_('2026-12-26', '2. Weihnachtstag'),
    closed('2026-12-26', 'Winter'),
    closed('2026-12-27', 'Winter'),
  ])
})

test('a workspace without either has none', async () => {
  expect(await holidaysOf(SAMPLE_WORKSPACE, DATES)).toEqual([])
})
