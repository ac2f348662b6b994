import { readFileSync } from 'node:fs'
import { failedCases, readSlotCases } from './slot-case.ts'

// node bench/cases.ts FILE… : compares every case exactly, prints {"cases","failed"} and exits 1 on any difference.
const cases = process.argv.slice(2).flatMap((file) => readSlotCases(JSON.parse(readFileSync(file, 'utf8'))))
const failed = failedCases(cases)
process.stdout.write(`${JSON.stringify({ cases: cases.length, failed })}\n`)
if (cases.length === 0 || failed.length > 0) process.exitCode = 1
