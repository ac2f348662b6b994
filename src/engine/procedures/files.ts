import { importFile } from './import-file.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { refusal } from './refusals.ts'

const os = implementer.files
const LARGEST_FILE = 50 * 1024 * 1024

export function fileProcedures({ desk }: Parts) {
  return os.router({
    import: os.import.handler(async ({ input, signal }) => {
      const bytes = Buffer.byteLength(input.text)
      if (bytes > LARGEST_FILE) throw refusal('file-too-large', { bytes, largest: LARGEST_FILE })
      return importFile(desk, input, signal)
    }),
  })
}
