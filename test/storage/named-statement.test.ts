import { expect, test } from 'vitest'
import { arrayText, runNamed } from '../../src/storage/named-statement.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { freshPglite } from '../support/pglite.ts'

test('an array arrives as it was given, whatever its texts hold', async () => {
  await using store = await freshPglite()
  const texts = ['plain', 'null', 'NULL', '', 'a,b', '{}', '"quoted"', String.raw`back\slash`, ' ', 'ö', undefined]
  const rows = await runNamed<{ text: string | null }>(
    store.read,
    { name: 'texts', text: 'select text from unnest($1::text::text[]) with ordinality as t(text, n) order by n' },
    [arrayText(texts)],
  )
  expect(rows.map(({ text }) => text)).toEqual(texts.map((text) => text ?? null))
})

test('a named statement that fails does so as any other', async () => {
  await using store = await freshPglite()
  const failed = runNamed(store.read, { name: 'none', text: 'select * from nothing where a = $1' }, [1])
  await expect(failed).rejects.toThrow(StorageError)
})
