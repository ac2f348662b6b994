// node hocuspocus.mjs FILE: Hocuspocus with its SQLite extension, as its documentation starts it; nothing else is set.
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: process.argv[2] })],
})
await server.listen()
process.stdout.write(`listening on ${server.httpServer.address().port}\n`)
