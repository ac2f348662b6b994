import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { WallDate, ZoneName } from '../../../../src/core/model/wall.ts'
import { GutterHeads, HourGutters } from '../../../../src/renderer/components/time-grid/hour-gutters.tsx'
import { DeskProvider } from '../../../../src/renderer/desk-context.tsx'
import { createFormats } from '../../../../src/renderer/formats.ts'
import { miriam, workspace, ZONE } from '../../clinic.ts'

const DESK = { session: { workspace, member: miriam }, zone: ZONE, weekStart: 1, formats: createFormats('en-GB') }
const GUTTERS = ['America/New_York', 'Asia/Kathmandu', 'Europe/Berlin'].map((zone) => ZoneName.parse(zone))
const PLACE = { date: WallDate.parse('2026-11-20'), zone: ZONE, gutters: GUTTERS }

function texts(markup: string): string[] {
  return [...markup.matchAll(/<span[^>]*>([^<]+)<\/span>/g)].map((match) => match[1] ?? '')
}

test('three zones stand side by side, the columns’ own last, each with its name', () => {
  const heads = renderToStaticMarkup(
    <DeskProvider value={DESK}>
      <GutterHeads {...PLACE} />
    </DeskProvider>,
  )
  expect(texts(heads)).toEqual(['GMT-5', 'GMT+5:45', 'CET'])
})

test('beside 09:00 they show what their clocks show', () => {
  const hours = renderToStaticMarkup(
    <DeskProvider value={DESK}>
      <HourGutters {...PLACE} />
    </DeskProvider>,
  )
  const shown = texts(hours)
  expect([shown[8], shown[23 + 8], shown[46 + 8]]).toEqual(['03:00', '13:45', '09:00'])
  expect(shown[23 + 19]).toBe('00:45 +1')
})
