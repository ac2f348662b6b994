import { once } from 'node:events'
import { startPostgres } from './postgres-server.ts'

// A durable PostgreSQL for a program outside the tests: its address and process id as one line of JSON, and its end with that of stdin.
await using postgres = await startPostgres({ durable: true })
process.stdout.write(`${JSON.stringify({ url: await postgres.freshDatabase(), pid: process.pid })}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
