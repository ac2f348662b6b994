import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportReport } from '../core/contract/calendar-file.ts'
import type { DeskClient } from '../engine/desk-client.ts'
import { dataFolder } from './data-folder.ts'
import { openDesk } from './open-desk.ts'
import { PlainFailure } from './plain-failure.ts'

export type ImportOptions = {
  readonly data?: string
  readonly profile?: string
  readonly calendar: string
  readonly json?: boolean
}

/** `dayloom import`: into the calendar of that name, which is made if it is not there. */
export async function runImport(file: string, options: ImportOptions): Promise<void> {
  const text = await readText(file)
  await using desk = await openDesk(dataFolder(options).desk)
  const report = await importText(desk.call, { name: options.calendar, text, fileName: basename(file) })
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${describe(report)}\n`)
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new PlainFailure(missing ? `There is no file ${file}.` : `${file} cannot be read.`)
  }
}

async function importText(
  call: DeskClient,
  { name, text, fileName }: { name: string; text: string; fileName: string },
) {
  for await (const progress of await call.files.import({ calendar: { name }, text, fileName })) {
    if (progress.kind === 'done') return progress.report
    if (progress.kind === 'writing' && process.stderr.isTTY) {
      process.stderr.write(`\r${progress.done} of ${progress.total}${progress.done === progress.total ? '\n' : ''}`)
    }
  }
  throw new PlainFailure('The import ended without a report.')
}

function describe(report: ImportReport): string {
  const { created, updated, unchanged, setAside, flagged } = report
  return [
    `${created} created, ${updated} updated, ${unchanged} unchanged, ${setAside.length} set aside, ${flagged.length} flagged.`,
    ...setAside.map(({ title, line, reason, detail }) => `Set aside: ${title} (line ${line}): ${reason}: ${detail}`),
    ...flagged.map(({ title, line, detail }) => `To be looked at: ${title} (line ${line}): ${detail}`),
  ].join('\n')
}
